namespace ClaudeLang.Vm.Runtime;

/// <summary>What a heap object is: the low byte of its header word.</summary>
public enum ObjectType : byte
{
    /// <summary>Only while a collection runs: the object moved; the rest of the header is its new address.</summary>
    Forwarded = 0,
    BoxedInt = 1,
    BoxedFloat = 2,
    String = 3,
    Cons = 4,
    Vector = 5,
    Closure = 6,
    /// <summary>A captured variable that is assigned after capture, or read before it is set. Never seen by a program.</summary>
    Box = 7,
    Cell = 8,
    FloatVector = 9,
    ByteVector = 10,
    Buffer = 11,
    Dict = 12,
    Set = 13,
    Table = 14,
    Tuple = 15,
    Record = 16,
    RecordType = 17,
    StringBuilder = 18,
    /// <summary>Key, value, hash and place in the order of one entry of a dict or set. Never seen by a program.</summary>
    DictEntry = 19,
    Module = 25,
    /// <summary>One of the functions that a `defrecord` defines.</summary>
    RecordFunction = 26,
    Channel = 20,
    Task = 21,
    /// <summary>Frames that `handle` took away, to be resumed once.</summary>
    Continuation = 22,
    /// <summary>What one `handler` or `handle` form put in force. Never seen by a program.</summary>
    HandlerSet = 23,
    /// <summary>An unwinding that a `finally` block has interrupted. Never seen by a program.</summary>
    Unwinding = 24,
}

/// <summary>
/// Heap objects: 8-byte aligned, a header word and then the fields, one word each unless noted.
/// Header: bits 0..7 <see cref="ObjectType"/>, bits 8..15 flags (the collector's; the last is always 0), bits 16..63 the length:
/// elements of a vector, code points of a string, captured values of a closure, fields of a tuple or record.
/// Machine code depends on the offsets below; they count from the object's address, not from the tagged word.
/// </summary>
public static class ObjectLayout
{
    public const int HeaderBytes = 8;
    public const int LengthShift = 16;
    public const int FlagsShift = 8;

    // Cons: [header][head][tail]
    public const int ConsHead = 8, ConsTail = 16, ConsBytes = 24;
    // Box, Cell: [header][value]
    public const int BoxValue = 8, BoxBytes = 16;
    // BoxedInt: [header][int64]; BoxedFloat: [header][float64]: raw words
    public const int BoxedRaw = 8, BoxedBytes = 16;
    // Closure: [header][FunctionHandle*, raw][captured 0]…
    public const int ClosureHandle = 8, ClosureCaptured = 16;
    // Vector: [header][element 0]…
    public const int VectorElements = 8;
    // FloatVector: [header][double]…, ByteVector: [header][bytes]: elements begin where a vector's do

    public static ulong Header(ObjectType type, long length) => (ulong)type | ((ulong)length << LengthShift);
}
