using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ClaudeLang.Jit.Image;
using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Jit.X64;

/// <summary>
/// IR with places to machine code, one value at a time in layout order; exits and slow paths follow behind.
/// Code of one value may use the scratch registers freely; between values they hold nothing.
/// </summary>
internal sealed partial class CodeGenerator
{
    private const int ArgsAt = ExecContext.ArgsOffset, ExitDetailAt = 48, FlonumBiasAt = 72, EnterInterpreterAt = 80, SaveAndExitAt = 96, ExitAt = 128, SaveWordsAndExitAt = 120;
    private const int EntryAt = 0, ConstantsAt = 16, GlobalsAt = 24, FunctionsAt = 40, AllocPointerAt = 8, AllocLimitAt = 16;
    private const int Tag = (int)Value.HeapTag;

    private readonly IrGraph _graph;
    private readonly Liveness _liveness;
    private readonly Allocator _allocator;
    private readonly Emitter _code = new();
    private readonly int[] _labels;
    /// <summary>Blocks that have code, as they are laid out.</summary>
    private int[] _order = [];
    private readonly List<Action> _outOfLine = [];
    private readonly List<NativeSite> _sites = [];
    private readonly bool _leavesAtGuards;
    private int _selfEntry, _position, _block;

    private CodeGenerator(IrGraph graph, Allocator allocator, bool leavesAtGuards)
    {
        _leavesAtGuards = leavesAtGuards;
        _graph = graph;
        _allocator = allocator;
        _liveness = allocator.Liveness;
        _labels = new int[graph.Blocks.Count];
    }

    private int FrameWords => _allocator.FrameWords;

    public static CodeImage Generate(CompileJob job, IrGraph graph, Allocator allocator)
    {
        var generator = new CodeGenerator(graph, allocator, job.Options.LeavesAtGuards);
        generator.Run();
        int codeLength = generator._code.Finish(CodeImage.DataAlignment);
        if (generator._code.Offset > JitLimits.CodeBytesMax) throw new BailoutException(BailoutReason.CodeTooLarge, $"{generator._code.Offset} bytes");
        generator._sites.Sort((a, b) => a.ReturnOffset.CompareTo(b.ReturnOffset));
        return new CodeImage
        {
            Key = job.Key,
            FunctionHash = job.Chunk.Hash,
            EntryPc = job.EntryPc,
            EntryOffset = 0,
            Code = [.. generator._code.ToArray()],
            CodeLength = codeLength,
            Sites = [.. generator._sites],
            FrameWordsMax = Plain.Max(CollectionsMarshal.AsSpan(generator._sites), site => site.FrameWords),
            CpuLevel = CpuLevels.V1,
        };
    }

    private void Run()
    {
        if (FrameWords > JitLimits.FrameWordsMax) throw new BailoutException(BailoutReason.FrameTooLarge, $"{FrameWords} words");
        for (int b = 0; b < _labels.Length; b++) _labels[b] = _code.NewLabel();
        _order = [.. _liveness.Order.Where(b => b == 0 || Forward(b) == b)];
        EmitEntry();
        for (int i = 0; i < _order.Length; i++)
        {
            _block = _order[i];
            _code.Bind(_labels[_block]);
            int next = i + 1 < _order.Length ? _order[i + 1] : -1;
            EmitBlock(_block, next);
            CollectionPauses.GiveWay();
        }
        // A slow path may add another one.
        for (int i = 0; i < _outOfLine.Count; i++) _outOfLine[i]();
    }

    private void EmitBlock(int block, int next)
    {
        for (int id = _graph.Blocks[block].First; id >= 0; id = _graph[id].Next)
        {
            _position = _liveness.Position[id];
            if (!_liveness.IsFused[id]) Emit(id, next);
        }
    }

    /// <summary>A block that only jumps on is skipped.</summary>
    private int Forward(int block)
    {
        for (int steps = 0; steps < _labels.Length; steps++)
        {
            int only = _graph.Blocks[block].First;
            if (block == 0 || only != _graph.Blocks[block].Last || _graph[only].Op != IrOp.Jump || EdgeMoves(block).Count > 0) return block;
            block = _graph.Blocks[block].Successor0;
        }
        return block;
    }

    private void EmitEntry()
    {
        if (_graph.EntryPc == 0 && _graph.Chunk.HasRest) EmitRestCheck();
        else if (_graph.EntryPc == 0)
        {
            int wrong = _code.NewLabel();
            _code.Compare32(Target.ArgumentCount, _graph.Chunk.ParamCount);
            _code.Jump(Cc.Ne, wrong);
            _outOfLine.Add(() =>
            {
                _code.Bind(wrong);
                _code.Jump(new Mem(Target.Context, EnterInterpreterAt));
            });
        }
        // The function's own calls have the right number of arguments by construction and enter behind the check.
        _selfEntry = _code.NewLabel();
        _code.Bind(_selfEntry);
        _code.Do(Alu.Sub, Gpr.Rsp, FrameWords * 8);
        _code.Store(new Mem(Gpr.Rsp, 0), Target.Function);
        EmitParameters();
    }

    /// <summary>Without further arguments their list is the empty one; else the border makes it and comes again.</summary>
    private void EmitRestCheck()
    {
        int begin = _code.NewLabel(), wrong = _code.NewLabel(), count = _graph.Chunk.ParamCount;
        _code.Compare32(Target.ArgumentCount, FunctionHandle.RestIsCollected);
        _code.Jump(Cc.E, begin);
        _code.Compare32(Target.ArgumentCount, count);
        _code.Jump(Cc.Ne, wrong);
        if (count < Target.ArgumentRegisters.Length) _code.Set(Target.ArgumentRegisters[count], (long)Value.EmptyBits);
        else _code.Store(new Mem(Target.Context, ArgsAt + (8 * count)), (int)Value.EmptyBits);
        _code.Bind(begin);
        _outOfLine.Add(() =>
        {
            _code.Bind(wrong);
            _code.Jump(new Mem(Target.Context, EnterInterpreterAt));
        });
    }

    /// <summary>Parameters in registers all at once, then those that came in memory.</summary>
    private void EmitParameters()
    {
        var moves = new List<(Place, Place)>();
        var loads = new List<int>();
        for (int id = _graph.Blocks[0].First; id >= 0; id = _graph[id].Next)
        {
            if (_graph[id].Op is not (IrOp.Param or IrOp.LoopArg)) continue;
            if (_graph[id].Op == IrOp.LoopArg || _graph[id].Imm >= Target.ArgumentRegisters.Length) loads.Add(id);
            else foreach (Place to in Homes(id)) moves.Add((to, Place.Of(Target.ArgumentRegisters[_graph[id].Imm])));
        }
        EmitMoves(moves);
        foreach (int id in loads)
        {
            Gpr to = Result(id);
            _code.Load(to, new Mem(Target.Context, ArgsAt + (8 * (int)_graph[id].Imm)));
            Define(id, to);
        }
    }

    // ---- places -----------------------------------------------------------------------------------------------------

    /// <summary>Where a value is read now.</summary>
    private Place At(int value) => At(value, _position);

    private Place At(int value, int position)
    {
        if (_graph.IsConstant(value)) return Place.Constant(value);
        int name = _liveness.Name[value];
        if (_allocator.IsInRegister(name, position)) return RegisterOf(name);
        if (_allocator.Slot[name] < 0) throw new InvalidOperationException($"v{value} has no place at {position}: {IrText.Line(_graph, value)}");
        return Place.Slot(_allocator.Slot[name]);
    }

    private Place RegisterOf(int name) => new(_allocator.IsFloat(name) ? PlaceKind.Xmm : PlaceKind.Gpr, _allocator.Register[name]);

    /// <summary>Where a value is written.</summary>
    private List<Place> Homes(int id)
    {
        var homes = new List<Place>();
        if (_allocator.Register[id] >= 0) homes.Add(RegisterOf(id));
        if (_allocator.Slot[id] >= 0) homes.Add(Place.Slot(_allocator.Slot[id]));
        return homes;
    }

    /// <summary>The register to compute a result in.</summary>
    private Gpr Result(int id) => _allocator.Register[id] >= 0 ? (Gpr)_allocator.Register[id] : Target.Scratch;
    private Xmm FloatResult(int id) => _allocator.Register[id] >= 0 ? (Xmm)_allocator.Register[id] : Target.FloatScratch;

    private void Define(int id, Gpr holder)
    {
        if (_allocator.Register[id] >= 0) _code.Move((Gpr)_allocator.Register[id], holder);
        if (_allocator.Slot[id] >= 0) _code.Store(Place.Slot(_allocator.Slot[id]).Memory, holder);
    }

    private void Define(int id, Xmm holder)
    {
        if (_allocator.Register[id] >= 0) _code.Move((Xmm)_allocator.Register[id], holder);
        if (_allocator.Slot[id] >= 0) _code.Store(Place.Slot(_allocator.Slot[id]).Memory, holder);
    }

    private static bool Fits(long word) => word is >= int.MinValue and <= int.MaxValue;

    /// <summary>A value in a register: its own, or loaded into the given one.</summary>
    private Gpr Use(int value, Gpr scratch)
    {
        Place place = At(value);
        if (place.Kind == PlaceKind.Gpr) return place.Gpr;
        MoveTo(scratch, value);
        return scratch;
    }

    private void MoveTo(Gpr to, int value) => EmitMove(Place.Of(to), At(value));

    private Xmm UseFloat(int value, Xmm scratch)
    {
        Place place = At(value);
        if (place.Kind == PlaceKind.Xmm) return place.Xmm;
        EmitMove(Place.Of(scratch), place);
        return scratch;
    }

    private void Do(Alu op, Gpr a, Place b)
    {
        switch (b.Kind)
        {
            case PlaceKind.Gpr: _code.Do(op, a, b.Gpr); break;
            case PlaceKind.Slot: _code.Do(op, a, b.Memory); break;
            default:
                if (Fits(_graph[b.Index].Imm)) { _code.Do(op, a, (int)_graph[b.Index].Imm); break; }
                _code.Set(Target.Scratch2, _graph[b.Index].Imm);
                _code.Do(op, a, Target.Scratch2);
                break;
        }
    }

    private void Do(Sse op, Xmm a, Place b)
    {
        switch (b.Kind)
        {
            case PlaceKind.Xmm: _code.Do(op, a, b.Xmm); break;
            case PlaceKind.Slot: _code.Do(op, a, b.Memory); break;
            default: _code.DoData(op, a, _code.Data(_graph[b.Index].Imm)); break;
        }
    }

    // ---- moves ------------------------------------------------------------------------------------------------------

    private void EmitMoves(List<(Place, Place)> moves) => ParallelMoves.Resolve(
        moves, place => place.Kind == PlaceKind.Xmm ? Place.Of(Target.FloatScratch) : Place.Of(Target.Scratch), EmitMove);

    private void EmitMove(Place to, Place from)
    {
        switch (to.Kind, from.Kind)
        {
            case (PlaceKind.Gpr, PlaceKind.Gpr): _code.Move(to.Gpr, from.Gpr); break;
            case (PlaceKind.Gpr, PlaceKind.Xmm): _code.MoveBits(to.Gpr, from.Xmm); break;
            case (PlaceKind.Gpr, PlaceKind.Slot): _code.Load(to.Gpr, from.Memory); break;
            case (PlaceKind.Gpr, _): _code.Set(to.Gpr, _graph[from.Index].Imm); break;
            case (PlaceKind.Xmm, PlaceKind.Gpr): _code.MoveBits(to.Xmm, from.Gpr); break;
            case (PlaceKind.Xmm, PlaceKind.Xmm): _code.Move(to.Xmm, from.Xmm); break;
            case (PlaceKind.Xmm, PlaceKind.Slot): _code.Load(to.Xmm, from.Memory); break;
            case (PlaceKind.Xmm, _): SetFloat(to.Xmm, _graph[from.Index].Imm); break;
            case (PlaceKind.Slot, PlaceKind.Gpr): _code.Store(to.Memory, from.Gpr); break;
            case (PlaceKind.Slot, PlaceKind.Xmm): _code.Store(to.Memory, from.Xmm); break;
            case (PlaceKind.Slot, PlaceKind.Constant) when Fits(_graph[from.Index].Imm): _code.Store(to.Memory, (int)_graph[from.Index].Imm); break;
            default:
                EmitMove(Place.Of(Target.Scratch2), from);
                _code.Store(to.Memory, Target.Scratch2);
                break;
        }
    }

    private void SetFloat(Xmm to, long bits)
    {
        if (bits == 0) _code.Zero(to); else _code.LoadData(to, _code.Data(bits));
    }

    /// <summary>What a block's end moves into the phis of its successor.</summary>
    private List<(Place, Place)> EdgeMoves(int block)
    {
        var moves = new List<(Place To, Place From)>();
        int next = _graph.Blocks[block].Successor0;
        int index = _graph.Blocks[next].Predecessors.IndexOf(block);
        for (int id = _graph.Blocks[next].First; id >= 0 && _graph[id].Op == IrOp.Phi; id = _graph[id].Next)
        {
            int input = _graph.Input(id, index);
            foreach (Place to in Homes(id)) moves.Add((to, At(input, _liveness.End[block] - 1)));
        }
        moves.RemoveAll(move => move.To == move.From);
        return moves;
    }
}
