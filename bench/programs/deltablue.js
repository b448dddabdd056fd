// Records and dispatch: a DeltaBlue-like solver of one-way constraints. A chain of n equalities is solved, then n scalings, forth and back.
// Strengths: 0 required, 2 preferred, 3 strong default, 4 normal, 6 weakest; the smaller is the stronger.
const STAY = 0, EDIT = 1, EQUAL = 2, SCALE = 3;
const NONE = 0, TO_B = 1, TO_A = 2;

class Var {
  constructor(value) {
    this.value = value;
    this.constraints = [];
    this.by = null;
    this.mark = 0;
    this.strength = 6;
    this.stay = true;
  }

  pushConsumers(todo) {
    for (let i = 0; i < this.constraints.length; i++) {
      const c = this.constraints[i];
      if (c.direction !== NONE && c !== this.by) todo.push(c);
    }
  }
}

// A scaling makes b ten times a, plus 1000. Stay and edit have only the direction to a.
class Constraint {
  constructor(kind, strength, a, b) {
    this.kind = kind;
    this.strength = strength;
    this.a = a;
    this.b = b;
    this.direction = NONE;
  }

  get unary() { return this.kind < EQUAL; }
  get output() { return this.direction === TO_B ? this.b : this.a; }
  get input() { return this.direction === TO_B ? this.a : this.b; }

  execute() {
    if (this.kind === EQUAL) this.output.value = this.input.value;
    else if (this.kind === SCALE) {
      if (this.direction === TO_B) this.b.value = this.a.value * 10 + 1000;
      else this.a.value = Math.trunc((this.b.value - 1000) / 10);
    }
  }

  takes(v, mark) { return v.mark !== mark && this.strength < v.strength; }

  choose(mark) {
    const a = this.a, b = this.b;
    if (this.unary) return this.takes(a, mark) ? TO_A : NONE;
    if (a.mark === mark) return this.takes(b, mark) ? TO_B : NONE;
    if (b.mark === mark) return this.takes(a, mark) ? TO_A : NONE;
    if (a.strength > b.strength) return this.strength < a.strength ? TO_A : NONE;
    return this.strength < b.strength ? TO_B : NONE;
  }

  recalculate() {
    const out = this.output;
    if (this.unary) {
      out.strength = this.strength;
      out.stay = this.kind === STAY;
    } else {
      out.strength = Math.max(this.strength, this.input.strength);
      out.stay = this.input.stay;
    }
    if (out.stay) this.execute();
  }

  // Gives the constraint that it put out of force, or null.
  satisfy(mark) {
    this.direction = this.choose(mark);
    if (this.direction === NONE) return null;
    const out = this.output, overridden = out.by;
    if (!this.unary) this.input.mark = mark;
    if (overridden !== null) overridden.direction = NONE;
    out.by = this;
    const todo = [this];
    while (todo.length > 0) {
      const next = todo.pop();
      next.recalculate();
      next.output.pushConsumers(todo);
    }
    out.mark = mark;
    return overridden;
  }

  known(mark) {
    if (this.unary) return true;
    const v = this.input;
    return v.mark === mark || v.stay || v.by === null;
  }
}

class Planner {
  constructor() {
    this.mark = 0;
  }

  enforce(c) {
    const mark = ++this.mark;
    while (c !== null) c = c.satisfy(mark);
  }

  add(kind, strength, a, b) {
    const c = new Constraint(kind, strength, a, b);
    a.constraints.push(c);
    if (!c.unary) b.constraints.push(c);
    this.enforce(c);
    return c;
  }

  // Only stay and edit constraints are taken away.
  remove(c) {
    const out = c.output, was = c.direction !== NONE;
    c.direction = NONE;
    c.a.constraints = c.a.constraints.filter(other => other !== c);
    if (!was) return;
    out.by = null;
    out.strength = 6;
    out.stay = true;
    const todo = [out], unsatisfied = [];
    while (todo.length > 0) {
      const v = todo.pop();
      for (let i = 0; i < v.constraints.length; i++) {
        const next = v.constraints[i];
        if (next.direction === NONE) unsatisfied.push(next);
        else if (next !== v.by) {
          next.recalculate();
          todo.push(next.output);
        }
      }
    }
    for (let strength = 0; strength < 6; strength++) {
      for (let i = 0; i < unsatisfied.length; i++) if (unsatisfied[i].strength === strength) this.enforce(unsatisfied[i]);
    }
  }

  // The constraints to execute, in order, when the edited variable has changed.
  planFrom(edit) {
    const mark = ++this.mark, plan = [], todo = [edit];
    while (todo.length > 0) {
      const c = todo.pop();
      if (c.output.mark !== mark && c.known(mark)) {
        plan.push(c);
        c.output.mark = mark;
        c.output.pushConsumers(todo);
      }
    }
    return plan;
  }

  change(v, value) {
    const edit = this.add(EDIT, 2, v, null), plan = this.planFrom(edit);
    for (let i = 0; i < 10; i++) {
      v.value = value;
      executePlan(plan);
    }
    this.remove(edit);
  }
}

function executePlan(plan) {
  for (let i = 0; i < plan.length; i++) plan[i].execute();
}

function chain(n) {
  const p = new Planner(), vars = Array.from({ length: n + 1 }, () => new Var(0));
  let sum = 0;
  for (let i = 0; i < n; i++) p.add(EQUAL, 0, vars[i], vars[i + 1]);
  p.add(STAY, 3, vars[n], null);
  const edit = p.add(EDIT, 2, vars[0], null), plan = p.planFrom(edit);
  for (let i = 0; i < 100; i++) {
    vars[0].value = i;
    executePlan(plan);
    sum += vars[n].value;
  }
  p.remove(edit);
  return sum;
}

function projection(n) {
  const p = new Planner(), from = [], to = [];
  let sum = 0;
  for (let i = 0; i < n; i++) {
    from.push(new Var(i));
    to.push(new Var(i));
    p.add(STAY, 4, from[i], null);
    p.add(SCALE, 0, from[i], to[i]);
  }
  for (let i = 0; i < n; i++) p.change(from[i], i + 17);
  for (let i = 0; i < n; i++) sum += to[i].value;
  for (let i = 0; i < n; i++) p.change(to[i], 1050 + 10 * i);
  for (let i = 0; i < n; i++) sum += from[i].value;
  return sum;
}

exports.run = n => chain(n) + projection(n);
