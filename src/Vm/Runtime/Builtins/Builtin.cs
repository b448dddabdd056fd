namespace ClaudeLang.Vm.Runtime;

/// <summary>Built-in functions that the interpreter or the compilers have code of their own for, by their numbers in BuiltinRows.cs.</summary>
public enum Builtin
{
    FloatVectorRef = 172, FloatVectorSet = 173, FloatVectorLength = 174,
    ByteVectorRef = 192, ByteVectorSet = 193, ByteVectorLength = 194,
    /// <summary>The number of rounds of a `dotimes`: its argument, if that is an Int.</summary>
    DotimesCount = 540,
}
