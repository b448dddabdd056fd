namespace ClaudeLang.Vm.Runtime;

/// <summary>What the `state` effects keep for one run. A transaction keeps the dict of before: dicts are immutable.</summary>
internal sealed unsafe class ProgramState : IRootSource
{
    private readonly Heap _heap;
    private readonly List<ulong> _saved = [];
    private ulong _now;

    public ProgramState(Heap heap)
    {
        _heap = heap;
        _now = Value.NilBits;
        heap.AddRoots(this);
    }

    public void VisitRoots(RootVisitor visitor)
    {
        fixed (ulong* now = &_now) visitor.Visit(now);
        foreach (ref ulong saved in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_saved))
        {
            fixed (ulong* slot = &saved) visitor.Visit(slot);
        }
    }

    private Value Now
    {
        get
        {
            if (_now == Value.NilBits) _now = Dicts.Create(_heap, ObjectType.Dict).Bits;
            return new Value(_now);
        }
    }

    public static Value Get(BuiltinContext c, Value* args, int count) =>
        Maps.TryGet(c.Heap, c.State.Now, args[0], out Value value) ? value : count > 1 ? args[1] : Value.Nil;

    public static Value GetOrNil(BuiltinContext c, Value* args, int count) => Get(c, args, 1);

    public static Value Set(BuiltinContext c, Value* args, int count)
    {
        using RootScope scope = c.Heap.Roots();
        Root now = scope.Add(c.State.Now);
        c.State._now = Dicts.Set(c.Heap, now, new Root((ulong*)args), new Root((ulong*)(args + 1))).Bits;
        return Value.Nil;
    }

    public static Value Delete(BuiltinContext c, Value* args, int count)
    {
        using RootScope scope = c.Heap.Roots();
        Root now = scope.Add(c.State.Now);
        c.State._now = Dicts.Remove(c.Heap, now, args[0]).Bits;
        return Value.Nil;
    }

    public static Value Begin(BuiltinContext c, Value* args, int count)
    {
        c.State._saved.Add(c.State.Now.Bits);
        return Value.Nil;
    }

    public static Value Commit(BuiltinContext c, Value* args, int count)
    {
        c.State.EndTransaction("state:commit-transaction");
        return Value.Nil;
    }

    public static Value Rollback(BuiltinContext c, Value* args, int count)
    {
        c.State._now = c.State.EndTransaction("state:rollback-transaction");
        return Value.Nil;
    }

    private ulong EndTransaction(string effect)
    {
        if (_saved.Count == 0) throw Faults.Of("state", $"{effect}: no transaction is open");
        ulong saved = _saved[^1];
        _saved.RemoveAt(_saved.Count - 1);
        return saved;
    }
}
