using System.Runtime.CompilerServices;

namespace ClaudeLang.Vm.Runtime;

/// <summary>Reads of heap objects: what allocates is in <see cref="Heap"/>, what checks types in <see cref="Operators"/>. Words count from the header.</summary>
public static unsafe class Objects
{
    // Flags in the header's second byte. New objects have none of them.
    /// <summary>An old object that is not in the remembered set: the one bit that the write barrier tests.</summary>
    public const ulong OldFlag = 1UL << ObjectLayout.FlagsShift;
    /// <summary>Flips when the old generation is marked anew; old objects that carry the present value are marked.</summary>
    public const ulong ParityFlag = 2UL << ObjectLayout.FlagsShift;
    /// <summary>Lives in its own piece of memory and never moves.</summary>
    public const ulong LargeFlag = 4UL << ObjectLayout.FlagsShift;
    /// <summary>Has an identity hash in <see cref="Heap"/>'s side table.</summary>
    public const ulong HashedFlag = 8UL << ObjectLayout.FlagsShift;

    // String: [header: code points][width in bytes | hash << 32][code points, 1, 2 or 4 bytes each]
    public const int StringInfo = 8, StringData = 16;
    // Buffer: [header][count][Vector]
    public const int BufferCount = 1, BufferStorage = 2;
    // Tuple: [header][tag][field 0]…   Record: [header][RecordType][field 0]…
    public const int FieldsTag = 1, FieldsFirst = 2;
    // RecordType: [header][name, a Symbol][field names, a list of Symbols][identity]
    public const int RecordTypeName = 1, RecordTypeFields = 2, RecordTypeIdentity = 3;
    // RecordFunction: [header][RecordType][role, see RecordRole]
    public const int RecordFunctionType = 1, RecordFunctionRole = 2;
    // Module: [header][name, a Symbol][number of its file][its number there]
    public const int ModuleName = 1, ModuleFile = 2, ModuleNumber = 3;
    // StringBuilder: [header][code points][ByteVector, with room for more][width of each in bytes]
    public const int BuilderCodePoints = 1, BuilderStorage = 2, BuilderWidth = 3;

    // Channel: [header][number][capacity][count][index of the first][is it closed][where fibers that wait for it may be found][Vector that holds the waiting values, a ring]
    public const int ChannelNumber = 1, ChannelCapacity = 2, ChannelCount = 3, ChannelFirst = 4, ChannelClosed = 5, ChannelPlace = 6, ChannelStorage = 7;
    // Task: [header][number of its fiber][state: see TaskState][value, or what was thrown]
    public const int TaskNumber = 1, TaskState = 2, TaskValue = 3;
    // Continuation: [header: frame words][kind of the top frame, a fixnum; -1 if used][HandlerSet of its handle][handlers in force][frames, raw]…
    public const int ContinuationTop = 1, ContinuationSet = 2, ContinuationHandlers = 3, ContinuationFrames = 5;
    // HandlerSet: [header: functions][the set around][names, a list of Symbols][what `return` calls, or nil; Unbound for a `handler`]
    //     [words from the stack's top down to the frame of its handle][moves of frames there had been then][function 0]…
    public const int HandlersOuter = 1, HandlersNames = 2, HandlersReturn = 3, HandlersPlace = 4, HandlersMoves = 5, HandlersFirst = 6;
    // Unwinding: [header][what was thrown; Unbound for an abandonment][number of its trace; negative if it has none]
    public const int UnwindingValue = 1, UnwindingTrace = 2;

    /// <summary>Words before the elements that the header's length counts.</summary>
    private static ReadOnlySpan<byte> FixedWords => [1, 2, 2, 2, 3, 1, 2, 2, 2, 1, 1, 3, 4, 4, 5, 2, 2, 4, 4, 5, 8, 4, 5, 6, 3, 4, 3];
    /// <summary>First tagged word; 0 if the object holds raw bits alone.</summary>
    private static ReadOnlySpan<byte> FirstTagged => [0, 0, 0, 0, 1, 1, 2, 1, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ObjectType TypeOf(ulong* address) => (ObjectType)(byte)*address;
    public static ObjectType TypeOf(Value heapValue) => (ObjectType)(byte)*heapValue.Address;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Is(Value v, ObjectType type) => v.IsHeap && (byte)*v.Address == (byte)type;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Length(Value heapValue) => (long)(*heapValue.Address >> ObjectLayout.LengthShift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Word(Value heapValue, long word) => new(heapValue.Address[word]);

    public static bool IsCons(Value v) => Is(v, ObjectType.Cons);
    public static bool IsList(Value v) => v.IsEmpty || IsCons(v);
    public static Value Head(Value cons) => Word(cons, 1);
    public static Value Tail(Value cons) => Word(cons, 2);
    public static Value Element(Value vector, long index) => Word(vector, 1 + index);
    public static Value Field(Value tupleOrRecord, long index) => Word(tupleOrRecord, FieldsFirst + index);
    public static double* Doubles(Value floatVector) => (double*)(floatVector.Address + 1);
    public static byte* Bytes(Value byteVector) => (byte*)(byteVector.Address + 1);
    public static Interpreter.FunctionHandle* Handle(Value closure) => (Interpreter.FunctionHandle*)closure.Address[1];

    public static bool IsString(Value v) => Is(v, ObjectType.String);
    public static int StringWidth(Value s) => (byte)s.Address[1];
    public static byte* StringBytes(Value s) => (byte*)s.Address + StringData;
    public static int CodePoint(Value s, long index) => StringWidth(s) switch
    {
        1 => StringBytes(s)[index],
        2 => ((ushort*)StringBytes(s))[index],
        _ => ((int*)StringBytes(s))[index],
    };

    // ---- numbers ----------------------------------------------------------------------------------------------------
    public static bool IsInt(Value v) => v.IsFixnum || Is(v, ObjectType.BoxedInt);
    public static bool IsFloat(Value v) => v.IsFlonum || v.IsImmediateFloat || Is(v, ObjectType.BoxedFloat);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryInt(Value v, out long n)
    {
        n = v.Fixnum;
        return v.IsFixnum || TryBoxedInt(v, out n);
    }

    private static bool TryBoxedInt(Value v, out long n)
    {
        bool boxed = Is(v, ObjectType.BoxedInt);
        n = boxed ? (long)v.Address[1] : 0;
        return boxed;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryFloat(Value v, out double d)
    {
        d = v.Flonum;
        return v.IsFlonum || TryOtherFloat(v, out d);
    }

    private static bool TryOtherFloat(Value v, out double d)
    {
        bool boxed = Is(v, ObjectType.BoxedFloat);
        d = boxed ? BitConverter.UInt64BitsToDouble(v.Address[1]) : v.ImmediateFloat;
        return boxed || v.IsImmediateFloat;
    }

    /// <summary>Any number as a double; Ints round to nearest.</summary>
    public static bool TryNumber(Value v, out double d)
    {
        if (TryFloat(v, out d)) return true;
        bool isInt = TryInt(v, out long n);
        d = n;
        return isInt;
    }

    // ---- shape, for the collector -----------------------------------------------------------------------------------
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long BytesOf(ulong* address)
    {
        ulong header = *address;
        long length = (long)(header >> ObjectLayout.LengthShift);
        var type = (ObjectType)(byte)header;
        switch (type)
        {
            case ObjectType.String: return Align(StringData + (length * (byte)address[1]));
            case ObjectType.ByteVector: return Align(ObjectLayout.HeaderBytes + length);
            default: return 8 * (FixedWords[(int)type] + length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Align(long bytes) => (bytes + 7) & ~7L;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int FixedWordsOf(ObjectType type) => FixedWords[(int)type];
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int FirstTaggedOf(ObjectType type) => FirstTagged[(int)type];
}
