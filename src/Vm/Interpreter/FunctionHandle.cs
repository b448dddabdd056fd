using System.Runtime.InteropServices;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>
/// One function of one running program: the one stable slot that every call goes through, and all that code of the function
/// needs of its program. Unmanaged and fixed in memory for the program's life. Closures of the same chunk share one.
/// Offsets are part of the machine-code contract.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 96)]
public unsafe struct FunctionHandle
{
    public const byte HasRestFlag = 1, TrampolineFlag = 2;
    /// <summary>As a number of arguments, for machine code that takes a rest list: the list is made and stands behind the parameters.</summary>
    public const int RestIsCollected = -1;

    /// <summary>Where machine code calls: the EnterInterpreter stub until an image is published here by one aligned store.</summary>
    [FieldOffset(0)] public nint Entry;
    /// <summary>The interpreter's copy of the instructions (the same index for index, some replaced by fused ones).</summary>
    [FieldOffset(8)] public uint* Code;
    /// <summary>Tagged words, one a constant of the chunk; roots of the collector.</summary>
    [FieldOffset(16)] public ulong* Constants;
    /// <summary>One pointer to a global's cell (one tagged word) for each GlobalRef of the chunk.</summary>
    [FieldOffset(24)] public ulong** Globals;
    /// <summary>One <see cref="Profile.Feedback"/> byte an instruction.</summary>
    [FieldOffset(32)] public byte* Feedback;
    /// <summary>Handles of the chunk's nested functions, by number.</summary>
    [FieldOffset(40)] public FunctionHandle** Functions;
    /// <summary>Published machine code; 0 if there is none. The interpreter's view of <see cref="Entry"/>.</summary>
    [FieldOffset(48)] public nint NativeEntry;
    /// <summary>Calls and back-edges until the tier policy is asked again.</summary>
    [FieldOffset(56)] public int Countdown;
    /// <summary>Index in the program's function list.</summary>
    [FieldOffset(60)] public int Index;
    [FieldOffset(64)] public int ParamCount;
    [FieldOffset(68)] public int LocalCount;
    /// <summary>Words of an interpreter frame: header, locals, operands.</summary>
    [FieldOffset(72)] public int FrameWords;
    [FieldOffset(76)] public byte Flags;
    /// <summary><see cref="Tiering.ExecutionMode"/>.</summary>
    [FieldOffset(77)] public byte Mode;
    /// <summary>The chunk's name as a number in <see cref="Runtime.Names"/>, for printing.</summary>
    [FieldOffset(80)] public int NameId;
    /// <summary>ParamCount if a call with that many arguments is a plain interpreted one, else <see cref="SlowCall"/>.</summary>
    [FieldOffset(84)] public int CallShape;

    public const int SlowCall = -1;
}
