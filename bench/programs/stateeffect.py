# Effects: a loop of n rounds reads and writes a state by requests to whoever drives it.
def count(n):
    for i in range(n):
        s = yield ("get", None)
        yield ("put", (s * 31 + i) % 1000003)


def run(n):
    fiber, state = count(n), 1
    try:
        request, value = next(fiber)
        while True:
            if request == "put":
                state = value
                request, value = fiber.send(None)
            else:
                request, value = fiber.send(state)
    except StopIteration:
        return state
