namespace ClaudeLang.Vm.Runtime;

/// <summary>Built-in functions that the interpreter or the compilers have code of their own for, by their numbers in BuiltinRows.cs.</summary>
public enum Builtin
{
    Abs = 18, Min = 22, Max = 23,
    IsNumber = 34, IsInt = 35, IsFloat = 36, IsBool = 68, IsNil = 69, IsList = 109, IsVector = 160, IsFloatVector = 180, IsByteVector = 200, IsBuffer = 229,
    IsCell = 243, IsTuple = 253, IsString = 326, IsSymbol = 327, IsKeyword = 328, IsDict = 411, IsTable = 429, IsSet = 449, IsFunction = 461,
    Vector = 150, MakeVector = 151,
    FloatVectorRef = 172, FloatVectorSet = 173, FloatVectorLength = 174,
    ByteVectorRef = 192, ByteVectorSet = 193, ByteVectorLength = 194,
    Buffer = 220, BufferPush = 221, BufferPop = 222, BufferRef = 223, BufferSet = 224, BufferLength = 225,
    StringLength = 302, Substring = 306, CharAt = 307, CodePoint = 308, CodePointToString = 309, BuilderAdd = 330,
    TableGet = 421, TableGetOr = 422, TableSet = 423, TableHas = 425,
    CheckFunction = 500, CheckList = 501, CheckTable = 505,
    /// <summary>The number of rounds of a `dotimes`: its argument, if that is an Int.</summary>
    DotimesCount = 540,
}
