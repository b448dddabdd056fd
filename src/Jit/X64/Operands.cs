namespace ClaudeLang.Jit.X64;

/// <summary>General registers by their x64 number.</summary>
internal enum Gpr : byte { Rax, Rcx, Rdx, Rbx, Rsp, Rbp, Rsi, Rdi, R8, R9, R10, R11, R12, R13, R14, R15 }

internal enum Xmm : byte { X0, X1, X2, X3, X4, X5, X6, X7, X8, X9, X10, X11, X12, X13, X14, X15 }

/// <summary>[Base + Index * 2^Shift + Displacement]; Index rsp means none.</summary>
internal readonly record struct Mem(Gpr Base, int Displacement, Gpr Index = Gpr.Rsp, int Shift = 0);

/// <summary>Condition codes by their x64 number.</summary>
internal enum Cc : byte { O, No, B, Ae, E, Ne, Be, A, S, Ns, P, Np, L, Ge, Le, G }

/// <summary>By their number in the x64 group encodings.</summary>
internal enum Alu : byte { Add = 0, Or = 1, And = 4, Sub = 5, Xor = 6, Cmp = 7 }

internal enum Shift : byte { Rol = 0, Ror = 1, Shl = 4, Shr = 5, Sar = 7 }

internal enum Sse : byte { Add, Sub, Mul, Div, Sqrt, Ucomi }

internal enum PlaceKind : byte { None, Gpr, Xmm, Slot, Constant, Global }

/// <summary>Where a value is: a register, a frame slot (word index), or nowhere because it is the constant with IR index Index, or what the function's global Index holds.</summary>
internal readonly record struct Place(PlaceKind Kind, int Index)
{
    public static Place Of(Gpr register) => new(PlaceKind.Gpr, (int)register);
    public static Place Of(Xmm register) => new(PlaceKind.Xmm, (int)register);
    public static Place Slot(int slot) => new(PlaceKind.Slot, slot);
    public static Place Constant(int value) => new(PlaceKind.Constant, value);
    public static Place Global(int index) => new(PlaceKind.Global, index);

    public Gpr Gpr => (Gpr)Index;
    public Xmm Xmm => (Xmm)Index;
    public Mem Memory => new(Gpr.Rsp, Index * 8);
}

/// <summary>What the calling convention and the compiler use registers for.</summary>
internal static class Target
{
    public const Gpr Context = Gpr.R13, Function = Gpr.Rdi, Result = Gpr.Rax, ArgumentCount = Gpr.Rax;
    /// <summary>Free at any moment within one IR value's code; Scratch also carries results of runtime calls.</summary>
    public const Gpr Scratch = Gpr.Rax, Scratch2 = Gpr.R11;
    public const Xmm FloatScratch = Xmm.X15, FloatScratch2 = Xmm.X14;

    public static readonly Gpr[] ArgumentRegisters = [Gpr.Rsi, Gpr.Rdx, Gpr.Rcx, Gpr.R8, Gpr.R9, Gpr.R10];
    /// <summary>In the order of preference: what no call passes goes first.</summary>
    public static readonly Gpr[] Allocatable =
        [Gpr.Rbx, Gpr.Rbp, Gpr.R12, Gpr.R14, Gpr.R15, Gpr.Rdi, Gpr.R10, Gpr.R9, Gpr.R8, Gpr.Rsi, Gpr.Rcx, Gpr.Rdx];
    public const int FloatAllocatable = 14;
}
