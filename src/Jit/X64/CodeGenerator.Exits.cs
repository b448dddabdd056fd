using System.Collections.Immutable;
using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Jit.X64;

/// <summary>Where machine code leaves for C#, and what is written down of the frame there.</summary>
internal sealed partial class CodeGenerator
{
    /// <summary>A label, behind the code, that leaves to the interpreter at the value's snapshot.</summary>
    /// <param name="undo">Emitted before, to bring a register back that the value overwrote.</param>
    private int Deopt(int id, Action? undo = null)
    {
        int label = _code.NewLabel();
        NativeSite site = Describe(SiteKind.Deopt, id, SnapshotNames(id));
        _outOfLine.Add(() =>
        {
            _code.Bind(label);
            undo?.Invoke();
            Leave(NativeExit.Deopt, site);
        });
        return label;
    }

    /// <summary>Before a value that may leave: leaves as it would, if the fused check says so.</summary>
    private void EmitLeaveOfGuard(int id)
    {
        if (!IrOps.Is(_graph[id].Op, IrTraits.Exits) || IrOps.Is(_graph[id].Op, IrTraits.Runtime) || _graph[id].Op == IrOp.Poll || _graph[id].Snapshot < 0 || _graph.Speculated.ContainsKey(id)) return;
        _code.Do(Alu.Cmp, Gpr.Rsp, new Mem(Target.Context, 0));
        _code.Jump(Cc.B, Deopt(id));
    }

    /// <summary>The call that goes to C#; the site is known by the address behind it.</summary>
    private void Leave(NativeExit exit, NativeSite site, int stub = SaveAndExitAt)
    {
        _code.Store32(new Mem(Target.Context, ExitDetailAt), (int)exit | (site.BytecodePc << 8));
        _code.Call(new Mem(Target.Context, stub));
        _sites.Add(site with { ReturnOffset = _code.Offset });
    }

    private IEnumerable<int> SnapshotNames(int id)
    {
        foreach (int value in _graph.Slots(_graph[id].Snapshot).ToArray())
            if (value >= 0 && !_graph.IsByNumber(value) && !_graph.IsConstant(value)) yield return _liveness.Name[value];
    }

    /// <summary>The site of a value, seen from where it stands now. Which of the named values are tagged, it finds out.</summary>
    private NativeSite Describe(SiteKind kind, int id, IEnumerable<int> names)
    {
        uint gprs = 0;
        var slots = new List<int>();
        bool acrossCall = kind is SiteKind.Call or SiteKind.Control;
        foreach (int name in names)
        {
            if (!IrTypes.IsTagged(_graph[name].Type)) continue;
            Place place = acrossCall ? Place.Slot(_allocator.Slot[name]) : At(name);
            if (place.Kind == PlaceKind.Gpr) gprs |= 1u << place.Index;
            // A copy in a slot is what later code reads, so the collector must know it as well.
            if (_allocator.Slot[name] is >= 0 and int slot && !slots.Contains(slot)) slots.Add(slot);
        }
        slots.Sort();
        ref IrValue value = ref _graph[id];
        var site = new NativeSite(kind, 0, value.Pc, FrameWords, gprs, [.. slots], null, kind == SiteKind.Deopt ? value.Reason : 0);
        if (value.Snapshot < 0) return value.Caller is null ? site : site with { Callers = WaitingCalls(value.Caller) };
        ImmutableArray<Snapshot> frames = FramesOf(value.Snapshot, acrossCall);
        return site with { Snapshot = frames[0], Callers = frames.RemoveAt(0) };
    }

    private static ImmutableArray<Snapshot> WaitingCalls(IrCaller? caller)
    {
        var calls = ImmutableArray.CreateBuilder<Snapshot>();
        for (; caller is not null; caller = caller.Caller) calls.Add(new Snapshot(caller.Pc, []));
        return calls.ToImmutable();
    }

    /// <summary>The frame of a snapshot and those that wait for it, the nearest first.</summary>
    /// <param name="acrossCall">Seen from inside a call, which leaves nothing in registers.</param>
    private ImmutableArray<Snapshot> FramesOf(int snapshot, bool acrossCall)
    {
        IrSnapshot described = _graph.Snapshots[snapshot];
        var sources = new List<SlotSource>(described.Count);
        foreach (int value in _graph.Slots(snapshot)) sources.Add(SourceOf(value, acrossCall));
        var frames = ImmutableArray.CreateBuilder<Snapshot>();
        int end = described.Count;
        for (IrCaller? caller = described.Caller; caller is not null; caller = caller.Caller) end -= caller.Slots;
        frames.Add(new Snapshot(described.Pc, [.. sources[..end]]));
        for (IrCaller? caller = described.Caller; caller is not null; end += caller.Slots, caller = caller.Caller)
            frames.Add(new Snapshot(caller.Pc, [.. sources[end..(end + caller.Slots)]]));
        return frames.ToImmutable();
    }

    private SlotSource SourceOf(int value, bool acrossCall)
    {
        if (value < 0) return new SlotSource(SlotSourceKind.Constant, Value.NilBits);
        if (_graph.RecordGlobalOf(value) is { } record) return new SlotSource(SlotSourceKind.Global, (ulong)record.Global);
        ref IrValue v = ref _graph[value];
        switch (v.Op)
        {
            case IrOp.Const: return new SlotSource(SlotSourceKind.Constant, (ulong)v.Imm);
            case IrOp.Bool: return new SlotSource(SlotSourceKind.Constant, v.Imm != 0 ? Value.TrueBits : Value.FalseBits);
            case IrOp.Float: return new SlotSource(SlotSourceKind.Constant, FloatWord(v.Imm).Bits);
            case IrOp.ChunkConst: return new SlotSource(SlotSourceKind.ChunkConstant, (ulong)v.Imm);
            default: break;
        }
        Place place = acrossCall ? Place.Slot(_allocator.Slot[_liveness.Name[value]]) : At(value);
        SlotSourceKind kind = (place.Kind, v.Type) switch
        {
            (PlaceKind.Xmm, _) => SlotSourceKind.Xmm,
            (PlaceKind.Gpr, IrType.Bool) => SlotSourceKind.GprBool,
            (PlaceKind.Gpr, _) => SlotSourceKind.Gpr,
            (_, IrType.Float) => SlotSourceKind.FloatSlot,
            (_, IrType.Bool) => SlotSourceKind.BoolSlot,
            _ => SlotSourceKind.Slot,
        };
        return new SlotSource(kind, (ulong)place.Index);
    }

    /// <summary>The tagged word of a double constant; the graph holds only such as have one.</summary>
    private static Value FloatWord(long bits)
    {
        double d = BitConverter.Int64BitsToDouble(bits);
        return Value.TryFlonum(d, out Value word) || Value.TryImmediateFloat(d, out word) ? word
            : throw new InvalidOperationException("A double without an immediate form in the graph.");
    }

    private void EmitPoll(int id)
    {
        int slow = _code.NewLabel(), back = _code.NewLabel();
        _code.Do(Alu.Cmp, Gpr.Rsp, new Mem(Target.Context, 0));
        _code.Jump(Cc.B, slow);
        _code.Bind(back);
        NativeSite site = Describe(SiteKind.Poll, id, _liveness.AtSite[id]);
        _outOfLine.Add(() =>
        {
            _code.Bind(slow);
            Leave(NativeExit.Poll, site);
            _code.Jump(back);
        });
    }

    /// <summary>Hands the inputs over and lets the interpreter execute the instruction; the result comes in rax.</summary>
    private void CallRuntime(NativeSite site, ReadOnlySpan<Place> inputs, int stub)
    {
        for (int i = 0; i < inputs.Length; i++) StoreArgument(i, inputs[i]);
        Leave(NativeExit.RuntimeCall, site, stub);
    }

    private void EmitRuntimeCall(int id)
    {
        CallRuntime(RuntimeSite(id), InputPlaces(id), StubOfRuntimeCall(id));
        Define(id, Target.Result);
    }

    /// <summary>Doubles need be saved only if there are any.</summary>
    private int StubOfRuntimeCall(int id)
    {
        foreach (int name in _liveness.AtSite[id])
            if (At(name).Kind == PlaceKind.Xmm) return SaveAndExitAt;
        return SaveWordsAndExitAt;
    }

    private void EmitControl(int id)
    {
        NativeSite site = Describe(SiteKind.Control, id, _liveness.AtSite[id]);
        Place[] inputs = InputPlaces(id);
        for (int i = 0; i < inputs.Length; i++) StoreArgument(i, inputs[i]);
        Leave(NativeExit.Control, site, ExitAt);
        Define(id, Target.Result);
    }

    private void StoreArgument(int index, Place from)
    {
        var to = new Mem(Target.Context, ArgsAt + (8 * index));
        if (from.Kind == PlaceKind.Constant && Fits(_graph[from.Index].Imm))
        {
            _code.Store(to, (int)_graph[from.Index].Imm);
            return;
        }
        if (from.Kind == PlaceKind.Global) LoadGlobal(Target.Scratch, from.Index);
        else if (from.Kind != PlaceKind.Gpr) EmitMove(Place.Of(Target.Scratch), from);
        _code.Store(to, from.Kind == PlaceKind.Gpr ? from.Gpr : Target.Scratch);
    }

    private Place[] InputPlaces(int id)
    {
        int[] inputs = [.. _graph.Inputs(id)];
        return [.. inputs.Select(input => _graph.RecordGlobalOf(input) is { } record ? Place.Global(record.Global) : At(input))];
    }

    private NativeSite RuntimeSite(int id) => Describe(SiteKind.RuntimeCall, id, _liveness.AtSite[id]);

    /// <summary>A label, behind the code, of the runtime call that stands in for the inline path; goes on at <paramref name="back"/>.</summary>
    private int SlowPath(int id, int back, bool toBool = false)
    {
        int slow = _code.NewLabel();
        NativeSite site = RuntimeSite(id);
        Place[] inputs = InputPlaces(id);
        int stub = StubOfRuntimeCall(id);
        _outOfLine.Add(() =>
        {
            _code.Bind(slow);
            CallRuntime(site, inputs, stub);
            if (toBool)
            {
                _code.Do(Alu.Cmp, Target.Scratch, (int)Value.TrueBits);
                _code.SetByte(Cc.E, Target.Scratch);
                _code.ZeroExtendByte(Target.Scratch, Target.Scratch);
            }
            _code.Jump(back);
        });
        return slow;
    }
}
