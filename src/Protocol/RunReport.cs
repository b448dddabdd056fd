using System.Text.Json.Serialization;
using MessagePack;

namespace ClaudeLang.Protocol;

/// <summary>What a run did, function by function. All times are milliseconds from the start of the run.</summary>
/// <param name="NativeShare">Samples that met the program in machine code, of all: 0 to 1.</param>
/// <param name="Compiles">Images that this run had compiled, here or elsewhere; 0 if all came from a store.</param>
/// <param name="Notes">What went wrong without harm: a lost worker, a refused image.</param>
[MessagePackObject]
public sealed record RunReport(
    [property: Key(0)] string Node, [property: Key(1)] string ProgramHash, [property: Key(2)] double ElapsedMs, [property: Key(3)] double NativeShare,
    [property: Key(4)] int Samples, [property: Key(5)] int Slices, [property: Key(6)] int Compiles, [property: Key(7)] int FromStore,
    [property: Key(8)] FunctionReport[] Functions, [property: Key(9)] string[] Notes)
{
    [IgnoreMember, JsonIgnore]
    public bool IsWellFormed =>
        Field.Text(Node) && Field.Text(ProgramHash) && Field.Items(Functions, function => function.IsWellFormed) && Field.Texts(Notes);
}

/// <param name="Mode">`interpreted`, `profiling` or `jit-compiled`, at the end of the run.</param>
/// <param name="Deopts">How often its machine code went back to the interpreter because an assumption broke.</param>
[MessagePackObject]
public sealed record FunctionReport(
    [property: Key(0)] string Name, [property: Key(1)] string Hash, [property: Key(2)] string Mode, [property: Key(3)] CodeReport[] Codes,
    [property: Key(4)] int Deopts)
{
    [IgnoreMember, JsonIgnore]
    public bool IsWellFormed => Field.Text(Name) && Field.Text(Hash) && Field.Text(Mode) && Field.Items(Codes, code => code.IsWellFormed);
}

/// <summary>The way of one image: asked for, compiled, swapped in.</summary>
/// <param name="EntryPc">0: the whole function; else the loop head that ran hot.</param>
/// <param name="ReportedMs">When the function was reported hot; -1 if its code was there before the first call.</param>
/// <param name="SwappedMs">When the code was published; -1 if it never was.</param>
/// <param name="SlicesWaited">Slices of the program that ran between the two.</param>
/// <param name="Source">`compiled`, `store` (some node had the image) or `none`.</param>
/// <param name="CompiledBy">Address of the node that compiled it; empty if none did.</param>
/// <param name="Notes">Why it was not the first worker asked, why there is no code.</param>
[MessagePackObject]
public sealed record CodeReport(
    [property: Key(0)] int EntryPc, [property: Key(1)] double ReportedMs, [property: Key(2)] double SwappedMs, [property: Key(3)] int SlicesWaited,
    [property: Key(4)] string Source, [property: Key(5)] string CompiledBy, [property: Key(6)] int CodeBytes, [property: Key(7)] double CompileMs,
    [property: Key(8)] string[] Notes)
{
    [IgnoreMember, JsonIgnore] public bool IsWellFormed => Field.Text(Source) && Field.Text(CompiledBy) && Field.Texts(Notes);
}
