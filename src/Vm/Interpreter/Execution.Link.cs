using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>Making a program's chunks runnable here: one handle a function, constants as values, names as cells.</summary>
public sealed unsafe partial class Execution
{
    private readonly List<Chunk> _chunks = [];
    private readonly List<nint> _handles = [];
    private readonly Dictionary<Chunk, HandlePointer> _handleOf = new(ReferenceEqualityComparer.Instance);
    /// <summary>By file, the library's first, and name. (With pairs for keys, .NET would compile some of the dictionary at every start.)</summary>
    private readonly List<Dictionary<string, nint>> _globalCells = [];
    private const int MemoryBlockBytes = 64 << 10;
    private readonly List<nint> _memory = [];
    private nint _memoryNext;
    private int _memoryLeft;
    private int _libraryFunctionCount;

    /// <summary>A pointer in a generic collection.</summary>
    private readonly record struct HandlePointer(nint Address)
    {
        public static implicit operator FunctionHandle*(HandlePointer pointer) => (FunctionHandle*)pointer.Address;
    }

    private void Link(Chunk? library)
    {
        if (library is not null) LinkFunction(library, Library);
        LinkChecks();
        LinkTrampolines();
        _libraryFunctionCount = _chunks.Count;
        for (int file = 0; file < Code.Files.Length; file++) LinkFunction(Code.Files[file].Main, file);
        foreach (Chunk chunk in _chunks) FillConstants(chunk);
        for (int i = 0; _native is not null && i < _chunks.Count; i++) _native.NameFile(_chunks[i], FileNameOf(i));
    }

    /// <summary>Iterative: a hostile program may nest its functions deeply.</summary>
    private void LinkFunction(Chunk root, int file)
    {
        var pending = new Stack<Chunk>();
        pending.Push(root);
        var found = new List<Chunk>();
        while (pending.TryPop(out Chunk? chunk))
        {
            if (_handleOf.ContainsKey(chunk)) continue;
            _handleOf[chunk] = MakeHandle(chunk, file);
            found.Add(chunk);
            for (int i = chunk.Functions.Length - 1; i >= 0; i--) pending.Push(chunk.Functions[i]);
        }
        foreach (Chunk chunk in found)
        {
            FunctionHandle* h = _handleOf[chunk];
            for (int i = 0; i < chunk.Functions.Length; i++) h->Functions[i] = _handleOf[chunk.Functions[i]];
        }
    }

    private HandlePointer MakeHandle(Chunk chunk, int file)
    {
        var h = (FunctionHandle*)NewMemory(sizeof(FunctionHandle));
        h->Index = _chunks.Count;
        h->ParamCount = chunk.ParamCount;
        h->NameId = Names.Intern(chunk.Name);
        h->LocalCount = chunk.LocalCount;
        h->FrameWords = InterpreterFrame.Locals + chunk.LocalCount + chunk.OperandDepthMax;
        h->Flags = chunk.HasRest ? FunctionHandle.HasRestFlag : (byte)0;
        h->CallShape = chunk.HasRest || _meteredFuel ? FunctionHandle.SlowCall : chunk.ParamCount;
        h->Entry = _context->EnterInterpreterStub;
        h->Countdown = FirstCountdown;
        h->Code = (uint*)NewMemory(4 * chunk.Code.Length);
        FusedOpcode.Fused(chunk, _options.Slow?.Op).CopyTo(new Span<uint>(h->Code, chunk.Code.Length));
        h->Feedback = (byte*)NewMemory(chunk.Code.Length);
        h->Constants = (ulong*)NewMemory(8 * chunk.Constants.Length);
        h->Functions = (FunctionHandle**)NewMemory(8 * chunk.Functions.Length);
        h->Globals = (ulong**)NewMemory(8 * chunk.Globals.Length);
        for (int i = 0; i < chunk.Globals.Length; i++) h->Globals[i] = (ulong*)CellOf(file, chunk.Globals[i].Name);
        for (int i = 0; i < chunk.Constants.Length; i++) h->Constants[i] = Value.NilBits;
        _chunks.Add(chunk);
        _fileOf.Add(file);
        _handles.Add((nint)h);
        _functionStates.Add(new FunctionState { Turn = FirstCountdown });
        return new HandlePointer((nint)h);
    }

    private void FillConstants(Chunk chunk)
    {
        FunctionHandle* h = _handleOf[chunk];
        for (int i = 0; i < chunk.Constants.Length; i++)
        {
            Value value = ValueOf(chunk.Constants[i]);
            h->Constants[i] = value.Bits;
            // Each of them may have collected, and emptied the list.
            if (value.IsHeap && (_newConstants.Count == 0 || _newConstants[^1] != chunk)) _newConstants.Add(chunk);
        }
    }

    /// <summary>The time that a deliberately slow instruction takes; see <see cref="SlowOpcode"/>.</summary>
    internal int WasteTime() => _options.Slow!.Waste();

    /// <summary>How often the slow instruction was done in all runs with these options.</summary>
    public long SlowTimes => _options.Slow?.Times ?? 0;

    private nint Cell(int file, string name)
    {
        while (_globalCells.Count <= file - Library) _globalCells.Add([]);
        if (_globalCells[file - Library].TryGetValue(name, out nint cell)) return cell;
        cell = NewMemory(8 * GlobalCell.Words);
        ((ulong*)cell)[GlobalCell.Content] = Value.UnboundBits;
        _globalCells[file - Library].Add(name, cell);
        return cell;
    }

    /// <summary>Zeros, until the run ends. A piece of a larger block: the library alone has thousands of pieces.</summary>
    private nint NewMemory(int bytes)
    {
        const int alignment = 16;
        bytes = (bytes + alignment - 1) & -alignment;
        if (bytes > _memoryLeft)
        {
            _memoryLeft = Math.Max(bytes, MemoryBlockBytes);
            _memoryNext = (nint)NativeMemory.AllocZeroed((nuint)_memoryLeft);
            _memory.Add(_memoryNext);
        }
        nint memory = _memoryNext;
        _memoryNext += bytes;
        _memoryLeft -= bytes;
        return memory;
    }

    private void FreeHandles()
    {
        foreach (nint memory in _memory) NativeMemory.Free((void*)memory);
        _memory.Clear();
        _memoryLeft = 0;
    }

    private string FunctionName(int index) => _chunks[index].Name;
}
