# Records and dispatch: a DeltaBlue-like solver of one-way constraints. A chain of n equalities is solved, then n scalings, forth and back.
# Strengths: 0 required, 2 preferred, 3 strong default, 4 normal, 6 weakest; the smaller is the stronger.
STAY, EDIT, EQUAL, SCALE = 0, 1, 2, 3
NONE, TO_B, TO_A = 0, 1, 2


class Var:
    __slots__ = ("value", "constraints", "by", "mark", "strength", "stay")

    def __init__(self, value):
        self.value, self.constraints, self.by, self.mark, self.strength, self.stay = value, [], None, 0, 6, True

    def push_consumers(self, todo):
        for c in self.constraints:
            if c.direction != NONE and c is not self.by:
                todo.append(c)


# A scaling makes b ten times a, plus 1000. Stay and edit have only the direction to a.
class Constraint:
    __slots__ = ("kind", "strength", "a", "b", "direction")

    def __init__(self, kind, strength, a, b):
        self.kind, self.strength, self.a, self.b, self.direction = kind, strength, a, b, NONE

    def unary(self):
        return self.kind < EQUAL

    def output(self):
        return self.b if self.direction == TO_B else self.a

    def input(self):
        return self.a if self.direction == TO_B else self.b

    def execute(self):
        if self.kind == EQUAL:
            self.output().value = self.input().value
        elif self.kind == SCALE:
            if self.direction == TO_B:
                self.b.value = self.a.value * 10 + 1000
            else:
                self.a.value = (self.b.value - 1000) // 10

    def takes(self, v, mark):
        return v.mark != mark and self.strength < v.strength

    def choose(self, mark):
        a, b = self.a, self.b
        if self.unary():
            return TO_A if self.takes(a, mark) else NONE
        if a.mark == mark:
            return TO_B if self.takes(b, mark) else NONE
        if b.mark == mark:
            return TO_A if self.takes(a, mark) else NONE
        if a.strength > b.strength:
            return TO_A if self.strength < a.strength else NONE
        return TO_B if self.strength < b.strength else NONE

    def recalculate(self):
        out = self.output()
        if self.unary():
            out.strength, out.stay = self.strength, self.kind == STAY
        else:
            out.strength, out.stay = max(self.strength, self.input().strength), self.input().stay
        if out.stay:
            self.execute()

    # Gives the constraint that it put out of force, or None.
    def satisfy(self, mark):
        self.direction = self.choose(mark)
        if self.direction == NONE:
            return None
        out = self.output()
        overridden = out.by
        if not self.unary():
            self.input().mark = mark
        if overridden is not None:
            overridden.direction = NONE
        out.by = self
        todo = [self]
        while todo:
            after = todo.pop()
            after.recalculate()
            after.output().push_consumers(todo)
        out.mark = mark
        return overridden

    def known(self, mark):
        if self.unary():
            return True
        v = self.input()
        return v.mark == mark or v.stay or v.by is None


class Planner:
    def __init__(self):
        self.mark = 0

    def new_mark(self):
        self.mark += 1
        return self.mark

    def enforce(self, c):
        mark = self.new_mark()
        while c is not None:
            c = c.satisfy(mark)

    def add(self, kind, strength, a, b):
        c = Constraint(kind, strength, a, b)
        a.constraints.append(c)
        if not c.unary():
            b.constraints.append(c)
        self.enforce(c)
        return c

    # Only stay and edit constraints are taken away.
    def remove(self, c):
        out, was = c.output(), c.direction != NONE
        c.direction = NONE
        c.a.constraints = [other for other in c.a.constraints if other is not c]
        if not was:
            return
        out.by, out.strength, out.stay = None, 6, True
        todo, unsatisfied = [out], []
        while todo:
            v = todo.pop()
            for after in v.constraints:
                if after.direction == NONE:
                    unsatisfied.append(after)
                elif after is not v.by:
                    after.recalculate()
                    todo.append(after.output())
        for strength in range(6):
            for c in unsatisfied:
                if c.strength == strength:
                    self.enforce(c)

    # The constraints to execute, in order, when the edited variable has changed.
    def plan_from(self, edit):
        mark, plan, todo = self.new_mark(), [], [edit]
        while todo:
            c = todo.pop()
            if c.output().mark != mark and c.known(mark):
                plan.append(c)
                c.output().mark = mark
                c.output().push_consumers(todo)
        return plan

    def change(self, v, value):
        edit = self.add(EDIT, 2, v, None)
        plan = self.plan_from(edit)
        for _ in range(10):
            v.value = value
            execute_plan(plan)
        self.remove(edit)


def execute_plan(plan):
    for c in plan:
        c.execute()


def chain(n):
    p, variables, total = Planner(), [Var(0) for _ in range(n + 1)], 0
    for i in range(n):
        p.add(EQUAL, 0, variables[i], variables[i + 1])
    p.add(STAY, 3, variables[n], None)
    edit = p.add(EDIT, 2, variables[0], None)
    plan = p.plan_from(edit)
    for i in range(100):
        variables[0].value = i
        execute_plan(plan)
        total += variables[n].value
    p.remove(edit)
    return total


def projection(n):
    p, start, to, total = Planner(), [], [], 0
    for i in range(n):
        start.append(Var(i))
        to.append(Var(i))
        p.add(STAY, 4, start[i], None)
        p.add(SCALE, 0, start[i], to[i])
    for i in range(n):
        p.change(start[i], i + 17)
    for i in range(n):
        total += to[i].value
    for i in range(n):
        p.change(to[i], 1050 + 10 * i)
    for i in range(n):
        total += start[i].value
    return total


def run(n):
    return chain(n) + projection(n)
