namespace ClaudeLang.CSharp.Programs;

/// <summary>
/// Records and dispatch: a DeltaBlue-like solver of one-way constraints. A chain of n equalities is solved, then n scalings, forth and
/// back. Strengths: 0 required, 2 preferred, 3 strong default, 4 normal, 6 weakest; the smaller is the stronger.
/// </summary>
public static class DeltaBlue
{
    private const int Stay = 0, Edit = 1, Equal = 2, Scale = 3, None = 0, ToB = 1, ToA = 2;

    private sealed class Var(long value)
    {
        public long Value = value;
        public List<Constraint> Constraints = [];
        public Constraint? By;
        public int Mark, Strength = 6;
        public bool Stays = true;

        public void PushConsumers(List<Constraint> todo)
        {
            for (int i = 0; i < Constraints.Count; i++)
            {
                Constraint c = Constraints[i];
                if (c.Direction != None && c != By) todo.Add(c);
            }
        }
    }

    /// <summary>A scaling makes b ten times a, plus 1000. Stay and edit have only the direction to a.</summary>
    private sealed class Constraint(int kind, int strength, Var a, Var? b)
    {
        public readonly int Strength = strength;
        public readonly Var A = a;
        public int Direction;

        public bool IsUnary => kind < Equal;
        public Var Output => Direction == ToB ? b! : A;
        private Var Input => Direction == ToB ? A : b!;

        public void Execute()
        {
            if (kind == Equal) Output.Value = Input.Value;
            else if (kind == Scale && Direction == ToB) b!.Value = (A.Value * 10) + 1000;
            else if (kind == Scale) A.Value = (b!.Value - 1000) / 10;
        }

        /// <summary>Gives the constraint that it put out of force, or null.</summary>
        public Constraint? Satisfy(int mark)
        {
            Direction = Choose(mark);
            if (Direction == None) return null;
            Var output = Output;
            Constraint? overridden = output.By;
            if (!IsUnary) Input.Mark = mark;
            if (overridden is not null) overridden.Direction = None;
            output.By = this;
            var todo = new List<Constraint> { this };
            while (todo.Count > 0)
            {
                Constraint next = Pop(todo);
                next.Recalculate();
                next.Output.PushConsumers(todo);
            }
            output.Mark = mark;
            return overridden;
        }

        public void Recalculate()
        {
            Var output = Output;
            if (IsUnary)
            {
                output.Strength = Strength;
                output.Stays = kind == Stay;
            }
            else
            {
                output.Strength = Math.Max(Strength, Input.Strength);
                output.Stays = Input.Stays;
            }
            if (output.Stays) Execute();
        }

        public bool IsKnown(int mark) => IsUnary || Input.Mark == mark || Input.Stays || Input.By is null;

        private bool Takes(Var v, int mark) => v.Mark != mark && Strength < v.Strength;

        private int Choose(int mark)
        {
            if (IsUnary) return Takes(A, mark) ? ToA : None;
            if (A.Mark == mark) return Takes(b!, mark) ? ToB : None;
            if (b!.Mark == mark) return Takes(A, mark) ? ToA : None;
            if (A.Strength > b.Strength) return Strength < A.Strength ? ToA : None;
            return Strength < b.Strength ? ToB : None;
        }
    }

    private sealed class Planner
    {
        private int _mark;

        public Constraint Add(int kind, int strength, Var a, Var? b)
        {
            var c = new Constraint(kind, strength, a, b);
            a.Constraints.Add(c);
            if (!c.IsUnary) b!.Constraints.Add(c);
            Enforce(c);
            return c;
        }

        /// <summary>Only stay and edit constraints are taken away.</summary>
        public void Remove(Constraint c)
        {
            Var output = c.Output;
            bool was = c.Direction != None;
            c.Direction = None;
            c.A.Constraints = [.. c.A.Constraints.Where(other => other != c)];
            if (!was) return;
            output.By = null;
            output.Strength = 6;
            output.Stays = true;
            var todo = new List<Var> { output };
            var unsatisfied = new List<Constraint>();
            while (todo.Count > 0)
            {
                Var v = Pop(todo);
                for (int i = 0; i < v.Constraints.Count; i++)
                {
                    Constraint next = v.Constraints[i];
                    if (next.Direction == None) unsatisfied.Add(next);
                    else if (next != v.By)
                    {
                        next.Recalculate();
                        todo.Add(next.Output);
                    }
                }
            }
            for (int strength = 0; strength < 6; strength++)
                for (int i = 0; i < unsatisfied.Count; i++)
                    if (unsatisfied[i].Strength == strength) Enforce(unsatisfied[i]);
        }

        /// <summary>The constraints to execute, in order, when the edited variable has changed.</summary>
        public List<Constraint> PlanFrom(Constraint edit)
        {
            int mark = ++_mark;
            List<Constraint> plan = [], todo = [edit];
            while (todo.Count > 0)
            {
                Constraint c = Pop(todo);
                if (c.Output.Mark == mark || !c.IsKnown(mark)) continue;
                plan.Add(c);
                c.Output.Mark = mark;
                c.Output.PushConsumers(todo);
            }
            return plan;
        }

        public void Change(Var v, long value)
        {
            Constraint edit = Add(Edit, 2, v, null);
            List<Constraint> plan = PlanFrom(edit);
            for (int i = 0; i < 10; i++)
            {
                v.Value = value;
                Execute(plan);
            }
            Remove(edit);
        }

        private void Enforce(Constraint? c)
        {
            int mark = ++_mark;
            while (c is not null) c = c.Satisfy(mark);
        }
    }

    public static long Run(int n) => Chain(n) + Projection(n);

    private static T Pop<T>(List<T> stack)
    {
        T top = stack[^1];
        stack.RemoveAt(stack.Count - 1);
        return top;
    }

    private static void Execute(List<Constraint> plan)
    {
        for (int i = 0; i < plan.Count; i++) plan[i].Execute();
    }

    private static long Chain(int n)
    {
        var p = new Planner();
        Var[] vars = [.. Enumerable.Range(0, n + 1).Select(_ => new Var(0))];
        for (int i = 0; i < n; i++) p.Add(Equal, 0, vars[i], vars[i + 1]);
        p.Add(Stay, 3, vars[n], null);
        Constraint edit = p.Add(Edit, 2, vars[0], null);
        List<Constraint> plan = p.PlanFrom(edit);
        long sum = 0;
        for (int i = 0; i < 100; i++)
        {
            vars[0].Value = i;
            Execute(plan);
            sum += vars[n].Value;
        }
        p.Remove(edit);
        return sum;
    }

    private static long Projection(int n)
    {
        var p = new Planner();
        Var[] from = new Var[n], to = new Var[n];
        for (int i = 0; i < n; i++)
        {
            (from[i], to[i]) = (new Var(i), new Var(i));
            p.Add(Stay, 4, from[i], null);
            p.Add(Scale, 0, from[i], to[i]);
        }
        long sum = 0;
        for (int i = 0; i < n; i++) p.Change(from[i], i + 17);
        for (int i = 0; i < n; i++) sum += to[i].Value;
        for (int i = 0; i < n; i++) p.Change(to[i], 1050 + (10 * i));
        for (int i = 0; i < n; i++) sum += from[i].Value;
        return sum;
    }
}
