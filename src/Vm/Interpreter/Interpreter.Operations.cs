using System.Runtime.CompilerServices;
using ClaudeLang.Vm.Profile;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>What several instructions of the dispatch loop share. All of it is made part of the loop.</summary>
internal static unsafe partial class Interpreter
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static FunctionHandle* HandleOf(ulong closure) => *(FunctionHandle**)(closure - Value.HeapTag + ObjectLayout.ClosureHandle);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fix(uint word) => (ulong)((long)((int)word >> 8) << 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool BothFixnums(ulong a, ulong b) => ((a | b) & 1) == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Double(ulong flonum) => BitConverter.UInt64BitsToDouble(((flonum >> Value.FlonumRotate) | (flonum << (64 - Value.FlonumRotate))) + Value.FlonumBias);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Encode(double d, out ulong word)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(d) - Value.FlonumBias;
        word = (bits << Value.FlonumRotate) | (bits >> (64 - Value.FlonumRotate));
        return (word & Value.FlonumMask) == Value.FlonumTag;
    }

    /// <summary>a + b of two fixnums or two flonums; false if it takes more than that. Likewise <see cref="Minus"/> and <see cref="Times"/>.</summary>
    /// <param name="next">The instruction after the operation.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Plus(FunctionHandle* h, uint* next, ulong a, ulong b, out ulong sum)
    {
        sum = a + b;
        if (((a | b) & 1) == 0) return (long)((a ^ sum) & (b ^ sum)) >= 0;
        if ((a & b & 1) == 0 || ((a | b) & 2) != 0) return false;
        MarkFloat(h, next);
        return Encode(Double(a) + Double(b), out sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Minus(FunctionHandle* h, uint* next, ulong a, ulong b, out ulong difference)
    {
        difference = a - b;
        if (((a | b) & 1) == 0) return (long)((a ^ b) & (a ^ difference)) >= 0;
        if ((a & b & 1) == 0 || ((a | b) & 2) != 0) return false;
        MarkFloat(h, next);
        return Encode(Double(a) - Double(b), out difference);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Times(FunctionHandle* h, uint* next, ulong a, ulong b, out ulong product)
    {
        if (((a | b) & 1) == 0) return MultiplyFixnums(a, b, out product);
        product = 0;
        if ((a & b & 1) == 0 || ((a | b) & 2) != 0) return false;
        MarkFloat(h, next);
        return Encode(Double(a) * Double(b), out product);
    }

    /// <summary>
    /// a * b + c of fixnums or flonums; the product in between needs no word of its own. Two roundings, as in two instructions.
    /// Likewise <see cref="TimesFrom"/>, c - a * b, and <see cref="MinusPlus"/>, a - b + c.
    /// </summary>
    /// <param name="first">The instruction after the first operation.</param>
    /// <param name="second">The instruction after the second one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TimesPlus(FunctionHandle* h, uint* first, ulong a, ulong b, ulong c, uint* second, out ulong result)
    {
        if (((a | b | c) & 1) == 0)
        {
            bool fits = MultiplyFixnums(a, b, out ulong product);
            result = product + c;
            return fits & (long)((product ^ result) & (c ^ result)) >= 0;
        }
        result = 0;
        if ((a & b & c & 1) == 0 || ((a | b | c) & 2) != 0) return false;
        MarkFloats(h, first, second);
        return Encode((Double(a) * Double(b)) + Double(c), out result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TimesFrom(FunctionHandle* h, uint* first, ulong a, ulong b, ulong c, uint* second, out ulong result)
    {
        result = 0;
        if ((a & b & c & 1) == 0 || ((a | b | c) & 2) != 0) return false;
        MarkFloats(h, first, second);
        return Encode(Double(c) - (Double(a) * Double(b)), out result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool MinusPlus(FunctionHandle* h, uint* first, ulong a, ulong b, ulong c, uint* second, out ulong result)
    {
        result = 0;
        if ((a & b & c & 1) == 0 || ((a | b | c) & 2) != 0) return false;
        MarkFloats(h, first, second);
        return Encode(Double(a) - Double(b) + Double(c), out result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MarkFloats(FunctionHandle* h, uint* first, uint* second)
    {
        if (h->Mode == (byte)Tiering.ExecutionMode.Profiling) RecordFloats(h, first, second);
    }

    private static void RecordFloats(FunctionHandle* h, uint* first, uint* second)
    {
        h->Feedback[first - 1 - h->Code] |= (byte)Feedback.Float;
        h->Feedback[second - 1 - h->Code] |= (byte)Feedback.Float;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool MultiplyFixnums(ulong a, ulong b, out ulong product)
    {
        long high = Math.BigMul((long)a >> 1, (long)b, out long low);
        product = (ulong)low;
        return high == low >> 63;
    }

    /// <summary>The most bits of a fixnum, and of an operand that stands in an instruction; the sign is one of them.</summary>
    private const int FixnumBits = 63, OperandBits = 24;

    /// <summary>As above, for a b that stands in an instruction. Numbers of n and m bits have a product of less than n + m.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool MultiplyByImmediate(ulong a, ulong b, out ulong product)
    {
        product = a * (ulong)((long)b >> 1);
        return a + (1UL << (FixnumBits - OperandBits)) < 2UL << (FixnumBits - OperandBits) || MultiplyFixnums(a, b, out product);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bool(bool b) => b ? Value.TrueBits : Value.FalseBits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsObject(ulong word, ObjectType type) => (word & Value.TagMask) == Value.HeapTag && *(byte*)(word - Value.HeapTag) == (byte)type;

    /// <summary>Whether a word can be stored into an object without telling the heap: see <see cref="Heap"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool NeedsNoBarrier(ulong target, ulong word) =>
        (word & Value.TagMask) != Value.HeapTag || (*(ulong*)(target - Value.HeapTag) & Objects.OldFlag) == 0;

    /// <summary>The largest count of a shift, as a fixnum.</summary>
    private const ulong ShiftMax = 63 << 1;

    /// <summary>a shifted left by b, two fixnums; false if it takes more than that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool ShiftLeft(ulong a, ulong b, out ulong shifted)
    {
        int count = (int)(b >> 1);
        shifted = a << count;
        return BothFixnums(a, b) && b <= ShiftMax && (long)shifted >> count == (long)a;
    }

    /// <summary>Whether a is a vector and b a fixnum index inside it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsElement(ulong a, ulong b, ObjectType type = ObjectType.Vector) =>
        IsObject(a, type) && (b & 1) == 0 && (b >> 1) < *(ulong*)(a - Value.HeapTag) >> ObjectLayout.LengthShift;

    /// <param name="next">The instruction after the one that met a Float.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MarkFloat(FunctionHandle* h, uint* next)
    {
        if (h->Mode == (byte)Tiering.ExecutionMode.Profiling) RecordFloats(h, next, next);
    }
}
