using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>Imports at run time: each file runs once, where the first import of it is reached.</summary>
public sealed unsafe partial class Execution
{
    private const int Library = -1;

    /// <summary>The file that each function stands in, by function index.</summary>
    private readonly List<int> _fileOf = [];
    /// <summary>Files whose top level has begun and not ended, the outer ones first.</summary>
    private readonly List<int> _running = [0];
    private readonly HashSet<int> _hasRun = [];

    private string FileNameOf(int functionIndex) => _fileOf[functionIndex] == Library ? "library" : Code.Files[_fileOf[functionIndex]].FileName;

    private Value ExecuteModule(FunctionHandle* h, Chunk chunk, uint instruction, Value* x)
    {
        int file = _fileOf[h->Index], k = Instruction.U24(instruction);
        switch (Instruction.Op(instruction))
        {
            case Opcode.ModuleMain: return ImportedMain(Code.Files[file].Imports[k]);
            case Opcode.ModuleBind: Bind(file, Code.Files[file].Imports[k]); return Value.Nil;
            case Opcode.ModuleNew: return ModuleValue(file, k);
            default: return Member(x[0], ((Constant.Symbol)chunk.Constants[k]).Name);
        }
    }

    private Value ImportedMain(ImportCode import)
    {
        if (import.Failure is { } failure) throw Faults.Of(failure.Kind, failure.Message);
        int begun = _running.IndexOf(import.File);
        if (begun >= 0) throw Cycle([.. _running[begun..], import.File]);
        // Called with no arguments, it does nothing that anybody sees.
        if (_hasRun.Contains(import.File)) return BuiltinValue("list");
        _running.Add(import.File);
        return Heap.AllocateClosure(_handleOf[Code.Files[import.File].Main], 0);
    }

    private FaultException Cycle(int[] files)
    {
        string[] names = Array.ConvertAll(files, file => Code.Files[file].FileName);
        using RootScope scope = Heap.Roots();
        Root list = scope.Add(Value.Empty);
        foreach (string name in names.Reverse()) list.Value = Heap.AllocateCons(Heap.AllocateString(name), list.Value);
        return Faults.Of("import", "import cycle: " + string.Join(" -> ", names), list.Value);
    }

    private void Bind(int file, ImportCode import)
    {
        if (_running[^1] == import.File)
        {
            _running.RemoveAt(_running.Count - 1);
            _hasRun.Add(import.File);
        }
        int own = Code.Files[import.File].OwnModule;
        ModuleCode module = Code.Files[import.File].Modules[own];
        if (import.Alias is { } alias) SetGlobal((ulong*)CellOf(file, alias), ModuleValue(import.File, own));
        foreach (NameLink link in import.Names)
        {
            if (!module.Exports.TryGetValue(link.Export, out string? global)) throw NotExported(module, link.Export);
            SetGlobal((ulong*)CellOf(file, link.Global), new Value(*(ulong*)CellOf(import.File, global)));
        }
    }

    /// <summary>The one object that stands for a module.</summary>
    internal Value ModuleValue(int file, int number)
    {
        var cell = (ulong*)CellOf(file, $"module:{number}");
        if (*cell != Value.UnboundBits) return new Value(*cell);
        Value module = Heap.AllocateTagged(ObjectType.Module, 0);
        module.Address[Objects.ModuleName] = Names.Symbol(Code.Files[file].Modules[number].Name).Bits;
        module.Address[Objects.ModuleFile] = Value.FromFixnum(file).Bits;
        module.Address[Objects.ModuleNumber] = Value.FromFixnum(number).Bits;
        SetGlobal(cell, module);
        return module;
    }

    private Value Member(Value value, string name)
    {
        if (!Objects.Is(value, ObjectType.Module)) throw Faults.Unbound(name);
        var file = (int)Objects.Word(value, Objects.ModuleFile).Fixnum;
        ModuleCode module = Code.Files[file].Modules[(int)Objects.Word(value, Objects.ModuleNumber).Fixnum];
        string member = name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..];
        if (!module.Exports.TryGetValue(member, out string? global)) throw NotExported(module, member);
        var found = new Value(*(ulong*)CellOf(file, global));
        return found == Value.Unbound ? throw Faults.Unbound(name) : found;
    }

    private static FaultException NotExported(ModuleCode module, string name) => Faults.Of("unbound", $"module {module.Name} does not export {name}");

    /// <summary>The cell of a file's global: of another file's, if it is `p.x`, of the library's, if it is one of those.</summary>
    internal nint CellOf(int file, string name)
    {
        if (file == Library || name.StartsWith(StandardLibrary.GlobalPrefix, StringComparison.Ordinal)) return Cell(Library, name);
        while (Code.Files[file].Links.TryGetValue(name, out MemberLink? link))
        {
            name = link.Export;
            if (link.Import == MemberLink.SameFile) continue;
            if (Code.Files[file].Imports[link.Import].File < 0) break; // never gets so far
            file = Code.Files[file].Imports[link.Import].File;
            name = Code.Files[file].Modules[Code.Files[file].OwnModule].Exports[name];
        }
        return Cell(file, name);
    }
}
