// Effects: a loop of n rounds reads and writes a state by requests to whoever drives it.
const GET = { put: false, value: 0 };

function* count(n) {
  for (let i = 0; i < n; i++) {
    const s = yield GET;
    yield { put: true, value: (s * 31 + i) % 1000003 };
  }
}

exports.run = n => {
  const fiber = count(n);
  let state = 1, step = fiber.next();
  while (!step.done) {
    if (step.value.put) {
      state = step.value.value;
      step = fiber.next();
    } else {
      step = fiber.next(state);
    }
  }
  return state;
};
