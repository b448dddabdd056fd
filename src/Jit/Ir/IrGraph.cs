using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Jit.Ir;

/// <summary>One value (or effect, or end of a block). Inputs and snapshot are indices into the graph's arenas.</summary>
public struct IrValue
{
    public IrOp Op;
    public IrType Type;
    /// <summary>A DeoptReason: why the value leaves, if it does.</summary>
    public byte Reason;
    /// <summary>Index of the block; -1 once removed.</summary>
    public int Block;
    /// <summary>Neighbours in the block; -1 at its ends.</summary>
    public int Prev, Next;
    public int InputStart, InputCount;
    /// <summary>-1 if there is none.</summary>
    public int Snapshot;
    /// <summary>The bytecode instruction that it belongs to.</summary>
    public int Pc;
    /// <summary>Of a call that stands in an inlined function with a frame of its own: who waits for that.</summary>
    public IrCaller? Caller;
    public long Imm;
}

/// <summary>An interpreter frame that waits for the call at <see cref="Pc"/>, in the place of which the callee stands.</summary>
/// <param name="Slots">Its locals and its operands, those that the call takes left out.</param>
/// <param name="Caller">Who waits for this one in turn.</param>
public sealed record IrCaller(int Pc, int Slots, IrCaller? Caller);

/// <summary>
/// The interpreter frame before the instruction at <see cref="Pc"/>: one value for each local and operand, -1 for nil. Behind them stand those of the frames
/// that wait for it, the nearest first.
/// </summary>
public readonly record struct IrSnapshot(int Pc, int Start, int Count, IrCaller? Caller);

public sealed class IrBlock
{
    public int First = -1, Last = -1;
    public readonly List<int> Predecessors = [];
    /// <summary>-1 where there is none; both only after a Branch.</summary>
    public int Successor0 = -1, Successor1 = -1;
    /// <summary>The loop that it is the head of; -1 if of none.</summary>
    public int LoopHead = -1;
    /// <summary>Innermost loop that it belongs to, as an index into <see cref="IrGraph.Loops"/>; -1 outside of all.</summary>
    public int Loop = -1;
    public bool Removed;
}

/// <param name="EntrySnapshot">The state on entry, valid at the end of the preheader.</param>
public sealed record IrLoop(int Head, int Preheader, int Parent, int Depth, int EntrySnapshot);

/// <summary>
/// A function in static single assignment form on a control-flow graph. Values live in one array and are named by index;
/// blocks link them in order. The function begins in block 0.
/// </summary>
public sealed class IrGraph(Chunk chunk, int entryPc)
{
    public readonly Chunk Chunk = chunk;
    public readonly int EntryPc = entryPc;
    /// <summary>One byte an instruction, as the job has it; empty if there is none.</summary>
    public IReadOnlyList<byte> Feedback { get; init; } = [];
    public readonly List<IrBlock> Blocks = [];
    public readonly List<IrLoop> Loops = [];
    public readonly List<IrSnapshot> Snapshots = [];
    /// <summary>Values that are computed for nothing unless a condition of their block holds, or does not hold: only then they leave.</summary>
    public readonly Dictionary<int, (int Condition, bool Holds)> Speculated = [];
    private IrValue[] _values = new IrValue[64];
    private int[] _inputs = new int[128];
    private int _inputCount;
    private int[] _slots = new int[128];
    private readonly Dictionary<(IrOp, long), int> _literals = [];
    private int _slotCount;

    public int ValueCount { get; private set; }

    public ref IrValue this[int id] => ref _values[id];
    public Span<int> Inputs(int id) => _inputs.AsSpan(_values[id].InputStart, _values[id].InputCount);
    public int Input(int id, int index) => _inputs[_values[id].InputStart + index];
    public Span<int> Slots(int snapshot) => _slots.AsSpan(Snapshots[snapshot].Start, Snapshots[snapshot].Count);

    /// <summary>Constants stand at the beginning of block 0, once each.</summary>
    public int Literal(IrOp op, IrType type, long imm)
    {
        if (_literals.TryGetValue((op, imm), out int known) && _values[known].Block == 0) return known;
        int id = Create(op, type, [], imm);
        InsertAfter(0, -1, id);
        return _literals[(op, imm)] = id;
    }

    public int FixnumLiteral(long n) => Literal(IrOp.Const, IrType.Fixnum, n << 1);
    public int BoolLiteral(bool b) => Literal(IrOp.Bool, IrType.Bool, b ? 1 : 0);
    /// <summary>A word that is neither a fixnum nor a heap reference.</summary>
    public int WordLiteral(ulong bits) => Literal(IrOp.Const, IrType.Any, (long)bits);

    public int AddBlock()
    {
        Blocks.Add(new IrBlock());
        return Blocks.Count - 1;
    }

    /// <summary>A value that is in no block yet.</summary>
    public int Create(IrOp op, IrType type, ReadOnlySpan<int> inputs, long imm = 0, int snapshot = -1, int pc = 0, DeoptReason reason = DeoptReason.None)
    {
        if (ValueCount == _values.Length) Array.Resize(ref _values, ValueCount * 2);
        int id = ValueCount++;
        _values[id] = new IrValue
        {
            Op = op,
            Type = type,
            Reason = (byte)reason,
            Block = -1,
            Prev = -1,
            Next = -1,
            Snapshot = snapshot,
            Pc = pc,
            Imm = imm,
        };
        SetInputs(id, inputs);
        return id;
    }

    public void SetInputs(int id, ReadOnlySpan<int> inputs)
    {
        ref IrValue value = ref _values[id];
        if (inputs.Length > value.InputCount)
        {
            while (_inputCount + inputs.Length > _inputs.Length) Array.Resize(ref _inputs, _inputs.Length * 2);
            value.InputStart = _inputCount;
            _inputCount += inputs.Length;
        }
        value.InputCount = inputs.Length;
        inputs.CopyTo(_inputs.AsSpan(value.InputStart));
    }

    public int AddSnapshot(int pc, ReadOnlySpan<int> slots, IrCaller? caller = null)
    {
        while (_slotCount + slots.Length > _slots.Length) Array.Resize(ref _slots, _slots.Length * 2);
        slots.CopyTo(_slots.AsSpan(_slotCount));
        Snapshots.Add(new IrSnapshot(pc, _slotCount, slots.Length, caller));
        _slotCount += slots.Length;
        return Snapshots.Count - 1;
    }

    public void Append(int block, int id) => InsertAfter(block, Blocks[block].Last, id);

    /// <summary>Puts a value behind <paramref name="after"/>, or first if that is -1.</summary>
    public void InsertAfter(int block, int after, int id)
    {
        IrBlock b = Blocks[block];
        int next = after < 0 ? b.First : _values[after].Next;
        ref IrValue value = ref _values[id];
        value.Block = block;
        value.Prev = after;
        value.Next = next;
        if (after < 0) b.First = id; else _values[after].Next = id;
        if (next < 0) b.Last = id; else _values[next].Prev = id;
    }

    /// <summary>Puts a value before the end of a finished block.</summary>
    public void InsertBeforeEnd(int block, int id) => InsertAfter(block, _values[Blocks[block].Last].Prev, id);

    public void Unlink(int id)
    {
        ref IrValue value = ref _values[id];
        IrBlock b = Blocks[value.Block];
        if (value.Prev < 0) b.First = value.Next; else _values[value.Prev].Next = value.Next;
        if (value.Next < 0) b.Last = value.Prev; else _values[value.Next].Prev = value.Prev;
        value.Block = value.Prev = value.Next = -1;
    }

    public void AddEdge(int from, int to) => Blocks[to].Predecessors.Add(from);

    /// <summary>Takes the edge away, and the phis' inputs for it.</summary>
    public void RemoveEdge(int from, int to)
    {
        IrBlock target = Blocks[to];
        int index = target.Predecessors.IndexOf(from);
        target.Predecessors.RemoveAt(index);
        for (int id = target.First; id >= 0 && _values[id].Op == IrOp.Phi; id = _values[id].Next)
        {
            int[] inputs = [.. Inputs(id)];
            SetInputs(id, [.. inputs[..index], .. inputs[(index + 1)..]]);
        }
    }

    /// <summary>Replaces every use, in inputs and snapshots, by <paramref name="map"/>[value] until that is the value itself.</summary>
    public void Replace(int[] map)
    {
        for (int id = 0; id < ValueCount; id++)
        {
            if (_values[id].Block < 0) continue;
            foreach (ref int input in Inputs(id)) input = Resolve(map, input);
        }
        for (int i = 0; i < _slotCount; i++)
            if (_slots[i] >= 0) _slots[i] = Resolve(map, _slots[i]);
    }

    private static int Resolve(int[] map, int id)
    {
        while (map[id] != id) id = map[id];
        return id;
    }

    public int[] IdentityMap()
    {
        var map = new int[ValueCount];
        for (int i = 0; i < map.Length; i++) map[i] = i;
        return map;
    }

    public bool IsInLoop(int block, int loop)
    {
        for (int l = Blocks[block].Loop; l >= 0; l = Loops[l].Parent)
            if (l == loop) return true;
        return false;
    }

    /// <summary>The outermost loop around that a value from outside stays the same in, of those that something can be put in front of.</summary>
    public int OutermostLoop(int loop, int value, Func<int, bool> canPut)
    {
        for (int around = Loops[loop].Parent; around >= 0; around = Loops[around].Parent)
            if (!IsInLoop(_values[value].Block, around) && canPut(around)) loop = around;
        return loop;
    }

    public IEnumerable<int> Successors(int block)
    {
        if (Blocks[block].Successor0 >= 0) yield return Blocks[block].Successor0;
        if (Blocks[block].Successor1 >= 0) yield return Blocks[block].Successor1;
    }

    /// <summary>A division by a constant 2, 4, 8…</summary>
    public bool DividesByPower(int id) => _values[id].Op is IrOp.QuotientFixnum or IrOp.RemFixnum or IrOp.ModFixnum
        && _values[Input(id, 1)] is { Op: IrOp.Const, Imm: > 2 and <= int.MaxValue and var word } && long.IsPow2(word);

    /// <summary>Has no place in a snapshot: whoever makes the frame finds it by its number.</summary>
    public bool IsByNumber(int id) => _values[id].Op == IrOp.ChunkConst || RecordGlobalOf(id) is not null;

    /// <summary>Of a record type that stands for a function, also of a copy: the global that the function is in.</summary>
    public RecordGlobal? RecordGlobalOf(int id)
    {
        while (_values[id].Op == IrOp.Reload) id = Input(id, 0);
        return _values[id].Op == IrOp.RecordGlobal ? RecordGlobal.FromImm(_values[id].Imm) : null;
    }

    public bool IsConstant(int id) => _values[id].Op is IrOp.Const or IrOp.Float or IrOp.Bool;
}
