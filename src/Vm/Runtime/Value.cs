using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// A ClaudeLang value: one 64-bit word, never a managed reference. The tag is in the low bits:
/// <code>
///   …………0  fixnum     n &lt;&lt; 1, n in −2^62 .. 2^62−1; an add needs no untagging, `jo` catches the overflow
///   ………01  flonum     the double minus 1 &lt;&lt; 60, rotated left by 3 (float self-tagging: Melançon, Feeley, Serrano 2025)
///   ……011  heap       address of an 8-byte aligned object + 3; the tag folds into the x64 displacement
///   ……111  immediate  (payload &lt;&lt; 8) | (kind &lt;&lt; 3) | 7
/// </code>
/// Every value has exactly one representation: an Int is boxed only if it is no fixnum, a Float only if it is neither
/// a flonum nor one of the immediate floats (±0.0, ±inf, nan), so equal words are equal values.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct Value(ulong bits) : IEquatable<Value>
{
    public readonly ulong Bits = bits;

    // ---- tags (machine code depends on every number in this block) --------------------------------------------------
    public const ulong FlonumTag = 1, FlonumMask = 3;
    public const ulong HeapTag = 3, ImmediateTag = 7, TagMask = 7;
    public const long FixnumMin = -(1L << 62), FixnumMax = (1L << 62) - 1;
    /// <summary>Subtracted from a double's bits before the rotation, so that the common exponents leave tag 01.</summary>
    public const ulong FlonumBias = 1UL << 60;
    public const int FlonumRotate = 3;

    public const ulong NilBits = 0x007, FalseBits = 0x107, TrueBits = 0x207, EmptyBits = 0x307;
    /// <summary>In a global cell or a variable box: nothing has been stored yet. Never seen by a program.</summary>
    public const ulong UnboundBits = 0x407;
    public const ulong ZeroBits = 0x507, NegativeZeroBits = 0x607, InfinityBits = 0x707, NegativeInfinityBits = 0x807, NanBits = 0x907;
    /// <summary>`(bits &amp; ~TruthMask) == NilBits` is true of nil and false alone.</summary>
    public const ulong TruthMask = 0x100;

    public static readonly Value Nil = new(NilBits), False = new(FalseBits), True = new(TrueBits), Empty = new(EmptyBits), Unbound = new(UnboundBits);

    // ---- fixnums ----------------------------------------------------------------------------------------------------
    public bool IsFixnum { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => (Bits & 1) == 0; }
    public long Fixnum { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => (long)Bits >> 1; }
    public static bool FitsFixnum(long n) => n is >= FixnumMin and <= FixnumMax;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value FromFixnum(long n) => new((ulong)n << 1);

    // ---- floats -----------------------------------------------------------------------------------------------------
    public bool IsFlonum { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => (Bits & FlonumMask) == FlonumTag; }
    public double Flonum
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => BitConverter.UInt64BitsToDouble(BitOperations.RotateRight(Bits, FlonumRotate) + FlonumBias);
    }

    /// <summary>The flonum word of a double; false if the double has no flonum form (then it is immediate or boxed).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryFlonum(double d, out Value value)
    {
        ulong word = BitOperations.RotateLeft(BitConverter.DoubleToUInt64Bits(d) - FlonumBias, FlonumRotate);
        value = new Value(word);
        return (word & FlonumMask) == FlonumTag;
    }

    /// <summary>±0.0, ±inf and nan as immediates; false for every other double. All nans are one value.</summary>
    public static bool TryImmediateFloat(double d, out Value value)
    {
        value = new Value(
            d == 0 ? (double.IsNegative(d) ? NegativeZeroBits : ZeroBits)
            : double.IsNaN(d) ? NanBits
            : double.IsPositiveInfinity(d) ? InfinityBits
            : double.IsNegativeInfinity(d) ? NegativeInfinityBits : 0);
        return value.Bits != 0;
    }

    public bool IsImmediateFloat => Bits is ZeroBits or NegativeZeroBits or InfinityBits or NegativeInfinityBits or NanBits;
    public double ImmediateFloat => Bits switch
    {
        ZeroBits => 0.0,
        NegativeZeroBits => -0.0,
        InfinityBits => double.PositiveInfinity,
        NegativeInfinityBits => double.NegativeInfinity,
        _ => double.NaN,
    };

    // ---- heap references --------------------------------------------------------------------------------------------
    public bool IsHeap { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => (Bits & TagMask) == HeapTag; }
    public unsafe ulong* Address { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => (ulong*)(Bits - HeapTag); }
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Value FromAddress(void* address) => new((ulong)address + HeapTag);

    // ---- immediates -------------------------------------------------------------------------------------------------
    public bool IsImmediate => (Bits & TagMask) == ImmediateTag;
    public ImmediateKind ImmediateKind => (ImmediateKind)((Bits >> 3) & 31);
    public int Payload => (int)(Bits >> 8);
    public static Value FromImmediate(ImmediateKind kind, int payload) => new(((ulong)(uint)payload << 8) | ((ulong)kind << 3) | ImmediateTag);
    public bool IsKind(ImmediateKind kind) => (Bits & 0xFF) == (((ulong)kind << 3) | ImmediateTag);

    public bool IsNil => Bits == NilBits;
    public bool IsEmpty => Bits == EmptyBits;
    public bool IsBool => Bits is TrueBits or FalseBits;
    public bool IsTruthy { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => (Bits & ~TruthMask) != NilBits; }
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value FromBool(bool b) => new(b ? TrueBits : FalseBits);

    public bool Equals(Value other) => Bits == other.Bits;
    public override bool Equals(object? obj) => obj is Value v && Equals(v);
    public override int GetHashCode() => Bits.GetHashCode();
    public override string ToString() => IsFixnum ? Fixnum.ToString() : IsFlonum ? Flonum.ToString("R") : $"0x{Bits:x}";
    public static bool operator ==(Value a, Value b) => a.Bits == b.Bits;
    public static bool operator !=(Value a, Value b) => a.Bits != b.Bits;
}

/// <summary>What an immediate is. The payload of a Symbol or Keyword is its number in <see cref="Names"/>, of a Builtin its number in the builtin table.</summary>
public enum ImmediateKind
{
    Constant = 0,
    Symbol = 1,
    Keyword = 2,
    Builtin = 3,
}
