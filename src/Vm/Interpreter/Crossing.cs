using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>
/// Copies a graph of values from the heap of one execution into that of another one of the same program; what is shared, or goes in a
/// circle, does so in the copy. Objects are copied word for word, identity hashes with them, so the tries and tables that are made of them
/// need no rebuilding. Closures go by the index of their function, modules by their number, symbols as they are. Nothing may be
/// allocated in the source, by anyone, between the first <see cref="Add"/> and the last <see cref="At"/>.
/// </summary>
/// <param name="withGlobals">Whether the globals that a function uses, directly or through what it uses, go with it.</param>
/// <exception cref="FaultException">From Add and Finish: `:type` for a value that cannot travel, or the memory of the target is full.</exception>
internal sealed unsafe class Crossing(Execution from, Execution to, string effect, bool withGlobals) : IDisposable
{
    private readonly RootList _copies = new(to.Heap);
    private readonly Dictionary<ulong, int> _copyOf = [];
    private readonly Stack<(Value Source, int Copy)> _unfinished = new();
    private readonly HashSet<nint> _cells = [];
    private readonly HashSet<int> _functions = [];
    private readonly List<(Value Source, int Copy)> _types = [];
    /// <summary>Of the target, for record functions: those have nothing in them before <see cref="Finish"/>.</summary>
    private readonly List<nint> _recordCells = [];

    /// <summary>Record types that were copied, as they are in the source and in the target.</summary>
    public IEnumerable<(Value Source, Value Copy)> RecordTypes => _types.Select(type => (type.Source, _copies[type.Copy]));

    /// <summary>An object of the source has its counterpart in the target already.</summary>
    public void Pair(Value source, Value target) => _copyOf[source.Bits] = _copies.Add(target);

    /// <summary>Copies one more value of the graph; <see cref="At"/> gives it under this number once the graph is finished.</summary>
    public int Add(Value source) => _copies.Add(Translate(source));

    public Value At(int number) => _copies[number];

    public void Finish()
    {
        while (_unfinished.TryPop(out (Value Source, int Copy) next))
        {
            (Value source, int copy) = next;
            ObjectType type = Objects.TypeOf(source);
            if (type == ObjectType.Closure && withGlobals) UseGlobals(Objects.Handle(source)->Index);
            long words = Objects.FixedWordsOf(type) + Objects.Length(source);
            for (long word = Objects.FirstTaggedOf(type); word < words; word++)
            {
                // Translating may collect: the copy's place is asked for afterwards.
                Value value = Translate(Objects.Word(source, word));
                to.Heap.Store(_copies[copy], word, value);
            }
        }
        foreach (nint cell in _recordCells) to.SetGlobal((ulong*)cell, new Value(*(ulong*)cell));
        _recordCells.Clear();
    }

    private Value Translate(Value v)
    {
        if (!v.IsHeap) return v;
        if (_copyOf.TryGetValue(v.Bits, out int known)) return _copies[known];
        ObjectType type = Objects.TypeOf(v);
        if (type == ObjectType.Module) return TranslateModule(v);
        Value copy = Shell(type, v);
        int number = _copyOf[v.Bits] = _copies.Add(copy);
        if (Heap.HasIdentityHash(v)) to.Heap.SetIdentityHash(copy, from.Heap.IdentityHash(v));
        if (type == ObjectType.RecordType) _types.Add((v, number));
        if (Objects.FirstTaggedOf(type) != 0) _unfinished.Push((v, number));
        return copy;
    }

    /// <summary>An object of the same size: complete if it holds raw bits, else to be filled.</summary>
    private Value Shell(ObjectType type, Value v)
    {
        Heap heap = to.Heap;
        long length = Objects.Length(v);
        switch (type)
        {
            case ObjectType.Channel or ObjectType.Task or ObjectType.Continuation: throw Faults.CannotTravel(effect, v);
            case ObjectType.BoxedInt: return heap.FromLong((long)v.Address[1]);
            case ObjectType.BoxedFloat: return heap.FromDouble(BitConverter.UInt64BitsToDouble(v.Address[1]));
            case ObjectType.String: return Filled(heap.AllocateString(length, Objects.StringWidth(v)), v);
            case ObjectType.FloatVector: return Filled(heap.AllocateFloatVector(length, 0), v);
            case ObjectType.ByteVector: return Filled(heap.AllocateByteVector(length, 0), v);
            case ObjectType.Vector: return heap.AllocateVector(length, Value.Nil);
            case ObjectType.Closure: return heap.AllocateClosure(to.HandleAt(Objects.Handle(v)->Index), (int)length);
            default: return heap.AllocateTagged(type, (int)length);
        }
    }

    private static Value Filled(Value copy, Value v)
    {
        long bytes = Objects.BytesOf(v.Address) - ObjectLayout.HeaderBytes;
        Buffer.MemoryCopy(v.Address + 1, copy.Address + 1, bytes, bytes);
        return copy;
    }

    private Value TranslateModule(Value v)
    {
        int file = (int)Objects.Word(v, Objects.ModuleFile).Fixnum, number = (int)Objects.Word(v, Objects.ModuleNumber).Fixnum;
        int copy = _copyOf[v.Bits] = _copies.Add(to.ModuleValue(file, number));
        if (withGlobals) foreach (string global in from.Code.Files[file].Modules[number].Exports.Values) Use(from.CellOf(file, global), to.CellOf(file, global));
        return _copies[copy];
    }

    /// <summary>Those of a function and of the functions inside it.</summary>
    private void UseGlobals(int function)
    {
        var pending = new Stack<int>([function]);
        while (pending.TryPop(out int index))
        {
            if (!_functions.Add(index)) continue;
            Chunk chunk = from.ChunkOf(index);
            FunctionHandle* here = from.HandleAt(index), there = to.HandleAt(index);
            for (int i = 0; i < chunk.Globals.Length; i++) Use((nint)here->Globals[i], (nint)there->Globals[i]);
            for (int i = 0; i < chunk.Functions.Length; i++) pending.Push(here->Functions[i]->Index);
        }
    }

    /// <summary>A global, as its two cells.</summary>
    public void Use(nint here, nint there)
    {
        if (!_cells.Add(here) || *(ulong*)here == Value.UnboundBits) return;
        var value = new Value(*(ulong*)here);
        to.SetGlobal((ulong*)there, Translate(value));
        if (Objects.Is(value, ObjectType.RecordFunction)) _recordCells.Add(there);
    }

    public void Dispose() => _copies.Dispose();
}
