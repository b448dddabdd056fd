namespace ClaudeLang.Vm.Bytecode;

/// <summary>
/// The instructions of the stack machine. The numbers leave the process (content hashes, compile jobs): never change or reuse one.
/// Each has one row in <see cref="Opcodes.Table"/>; how to add one is in docs/how-to-add-an-opcode.md.
/// </summary>
public enum Opcode : byte
{
    Nop = 0, Nil = 1, True = 2, False = 3, Empty = 4, Int = 5, Const = 6, Pop = 7, Dup = 8, Swap = 9,
    LocalGet = 10, LocalSet = 11, CaptureGet = 12, Self = 13, BoxNew = 14, BoxGet = 15, BoxSet = 16,
    GlobalGet = 20, GlobalSet = 21, GlobalDefine = 22, GlobalCheck = 23,
    Add = 30, Sub = 31, Mul = 32, Div = 33, Quotient = 34, Rem = 35, Mod = 36, Neg = 37,
    AddWrap = 38, SubWrap = 39, MulWrap = 40,
    BitAnd = 41, BitOr = 42, BitXor = 43, BitNot = 44, Shl = 45, Shr = 46, Ushr = 47,
    ToFloat = 48, ToInt = 49, Eq = 50, Ne = 51, Lt = 52, Le = 53, Gt = 54, Ge = 55, Same = 56, Not = 57, Sqrt = 58,
    Jump = 60, JumpFalse = 61, JumpTrue = 62, JumpFalseKeep = 63, JumpTrueKeep = 64, Loop = 65,
    Call = 70, TailCall = 71, CallGlobal = 72, TailCallGlobal = 73, Return = 74, Closure = 75, CallBuiltin = 76, Effect = 77,
    Cons = 80, Head = 81, Tail = 82, IsEmpty = 83, IsNil = 84, VectorRef = 85, VectorSet = 86, VectorLength = 87,
    RecordType = 100, RecordFunction = 101, RecordNew = 102, RecordGet = 103, RecordSet = 104, RecordIs = 105, RecordTest = 106, FieldGet = 107,
    Throw = 90, EndFinally = 91, HandlersGet = 92, HandlersSet = 93, HandlersPush = 94, Handle = 95,
    TypeIs = 108, TupleIs = 109, MatchFail = 110, TypeFail = 111, GlobalPeek = 112, BoxPeek = 113, ResultFail = 114, ResultDefer = 115, ResultCheck = 116,
    ModuleMain = 120, ModuleBind = 121, ModuleGet = 122, ModuleNew = 123,
}

/// <summary>How the upper 24 bits of an instruction word are read.</summary>
public enum OperandShape : byte
{
    None,
    /// <summary>One unsigned number of 24 bits.</summary>
    U24,
    /// <summary>One signed number of 24 bits.</summary>
    S24,
    /// <summary>A signed number of 24 bits: instructions to skip, counted from the next one.</summary>
    Jump,
    /// <summary>An unsigned number of 16 bits (bits 8..23) and one of 8 bits (bits 24..31).</summary>
    U16U8,
}

/// <summary>One row: what the rest of the system must know of an opcode.</summary>
/// <param name="Pops">Words taken from the operand stack; <see cref="Opcodes.Variable"/> if the operand says (see Meaning).</param>
/// <param name="Faults">Whether it can raise a ClaudeLang error.</param>
public sealed record OpcodeInfo(Opcode Op, string Name, OperandShape Shape, int Pops, int Pushes, bool Faults, string Meaning);

public static class Opcodes
{
    public const int Variable = -1;

#pragma warning disable IDE0055 // one aligned row an opcode
    private static readonly OpcodeInfo[] Rows =
    [
        //  opcode               text               operand              pops      pushes faults  meaning ([before] -> [after], top at the right)
        new(Opcode.Nop,          "nop",             OperandShape.None,   0,        0,     false, "nothing"),
        new(Opcode.Nil,          "nil",             OperandShape.None,   0,        1,     false, "[] -> [nil]"),
        new(Opcode.True,         "true",            OperandShape.None,   0,        1,     false, "[] -> [true]"),
        new(Opcode.False,        "false",           OperandShape.None,   0,        1,     false, "[] -> [false]"),
        new(Opcode.Empty,        "empty",           OperandShape.None,   0,        1,     false, "[] -> [the empty list]"),
        new(Opcode.Int,          "int",             OperandShape.S24,    0,        1,     false, "[] -> [n]"),
        new(Opcode.Const,        "const",           OperandShape.U24,    0,        1,     false, "[] -> [constants[k]]"),
        new(Opcode.Pop,          "pop",             OperandShape.None,   1,        0,     false, "[x] -> []"),
        new(Opcode.Dup,          "dup",             OperandShape.None,   1,        2,     false, "[x] -> [x x]"),
        new(Opcode.Swap,         "swap",            OperandShape.None,   2,        2,     false, "[x y] -> [y x]"),
        new(Opcode.LocalGet,     "local.get",       OperandShape.U24,    0,        1,     false, "[] -> [locals[i]]"),
        new(Opcode.LocalSet,     "local.set",       OperandShape.U24,    1,        0,     false, "[x] -> []; locals[i] = x"),
        new(Opcode.CaptureGet,   "capture.get",     OperandShape.U24,    0,        1,     false, "[] -> [captured[i] of the running closure]"),
        new(Opcode.Self,         "self",            OperandShape.None,   0,        1,     false, "[] -> [the running function]"),
        new(Opcode.BoxNew,       "box.new",         OperandShape.None,   1,        1,     false, "[x] -> [a new box that holds x]"),
        new(Opcode.BoxGet,       "box.get",         OperandShape.U24,    1,        1,     true,  "[box] -> [its value]; :unbound if it has none, named by constants[k], a symbol"),
        new(Opcode.BoxSet,       "box.set",         OperandShape.None,   2,        0,     false, "[x box] -> []; box holds x"),
        new(Opcode.GlobalGet,    "global.get",      OperandShape.U24,    0,        1,     true,  "[] -> [globals[k]]; :unbound if not defined yet"),
        new(Opcode.GlobalSet,    "global.set",      OperandShape.U24,    1,        0,     true,  "[x] -> []; assigns an existing global; :unbound if not defined yet"),
        new(Opcode.GlobalDefine, "global.define",   OperandShape.U24,    1,        0,     false, "[x] -> []; defines globals[k]"),
        new(Opcode.GlobalCheck,  "global.check",    OperandShape.U24,    0,        0,     true,  "[] -> []; :unbound if globals[k] is not defined yet"),
        new(Opcode.Add,          "add",             OperandShape.None,   2,        1,     true,  "[a b] -> [a + b]; Int overflow is :overflow"),
        new(Opcode.Sub,          "sub",             OperandShape.None,   2,        1,     true,  "[a b] -> [a - b]"),
        new(Opcode.Mul,          "mul",             OperandShape.None,   2,        1,     true,  "[a b] -> [a * b]"),
        new(Opcode.Div,          "div",             OperandShape.None,   2,        1,     true,  "[a b] -> [a / b]; Ints truncate"),
        new(Opcode.Quotient,     "quotient",        OperandShape.None,   2,        1,     true,  "[a b] -> [a / b] for Ints alone"),
        new(Opcode.Rem,          "rem",             OperandShape.None,   2,        1,     true,  "[a b] -> [remainder, sign of a]"),
        new(Opcode.Mod,          "mod",             OperandShape.None,   2,        1,     true,  "[a b] -> [remainder, sign of b]"),
        new(Opcode.Neg,          "neg",             OperandShape.None,   1,        1,     true,  "[a] -> [-a]"),
        new(Opcode.AddWrap,      "add.wrap",        OperandShape.None,   2,        1,     true,  "[a b] -> [a + b mod 2^64]"),
        new(Opcode.SubWrap,      "sub.wrap",        OperandShape.None,   2,        1,     true,  "[a b] -> [a - b mod 2^64]"),
        new(Opcode.MulWrap,      "mul.wrap",        OperandShape.None,   2,        1,     true,  "[a b] -> [a * b mod 2^64]"),
        new(Opcode.BitAnd,       "bit.and",         OperandShape.None,   2,        1,     true,  "[a b] -> [a & b]"),
        new(Opcode.BitOr,        "bit.or",          OperandShape.None,   2,        1,     true,  "[a b] -> [a | b]"),
        new(Opcode.BitXor,       "bit.xor",         OperandShape.None,   2,        1,     true,  "[a b] -> [a ^ b]"),
        new(Opcode.BitNot,       "bit.not",         OperandShape.None,   1,        1,     true,  "[a] -> [~a]"),
        new(Opcode.Shl,          "shl",             OperandShape.None,   2,        1,     true,  "[a n] -> [a << n]; n in 0..63 else :range"),
        new(Opcode.Shr,          "shr",             OperandShape.None,   2,        1,     true,  "[a n] -> [a >> n], with the sign"),
        new(Opcode.Ushr,         "ushr",            OperandShape.None,   2,        1,     true,  "[a n] -> [a >>> n], with zeros"),
        new(Opcode.ToFloat,      "to.float",        OperandShape.None,   1,        1,     true,  "[a] -> [a as a Float]"),
        new(Opcode.ToInt,        "to.int",          OperandShape.None,   1,        1,     true,  "[a] -> [a truncated to an Int]; :range if it does not fit"),
        new(Opcode.Eq,           "eq",              OperandShape.None,   2,        1,     false, "[a b] -> [a = b]"),
        new(Opcode.Ne,           "ne",              OperandShape.None,   2,        1,     false, "[a b] -> [a != b]"),
        new(Opcode.Lt,           "lt",              OperandShape.None,   2,        1,     true,  "[a b] -> [a < b]; numbers or strings"),
        new(Opcode.Le,           "le",              OperandShape.None,   2,        1,     true,  "[a b] -> [a <= b]"),
        new(Opcode.Gt,           "gt",              OperandShape.None,   2,        1,     true,  "[a b] -> [a > b]"),
        new(Opcode.Ge,           "ge",              OperandShape.None,   2,        1,     true,  "[a b] -> [a >= b]"),
        new(Opcode.Same,         "same",            OperandShape.None,   2,        1,     false, "[a b] -> [a and b are identical]"),
        new(Opcode.Not,          "not",             OperandShape.None,   1,        1,     false, "[a] -> [a is nil or false]"),
        new(Opcode.Sqrt,         "sqrt",            OperandShape.None,   1,        1,     true,  "[a] -> [square root, a Float]"),
        new(Opcode.Jump,         "jump",            OperandShape.Jump,   0,        0,     false, "forward only"),
        new(Opcode.JumpFalse,    "jump.false",      OperandShape.Jump,   1,        0,     false, "[c] -> []; jumps if c is nil or false"),
        new(Opcode.JumpTrue,     "jump.true",       OperandShape.Jump,   1,        0,     false, "[c] -> []; jumps unless c is nil or false"),
        new(Opcode.JumpFalseKeep,"jump.false.keep", OperandShape.Jump,   1,        0,     false, "[c] -> [c] and jumps if c is nil or false, else [c] -> []"),
        new(Opcode.JumpTrueKeep, "jump.true.keep",  OperandShape.Jump,   1,        0,     false, "[c] -> [c] and jumps unless c is nil or false, else [c] -> []"),
        new(Opcode.Loop,         "loop",            OperandShape.Jump,   0,        0,     true,  "backward only: the loop's back-edge, where the run is polled and counted"),
        new(Opcode.Call,         "call",            OperandShape.U24,    Variable, 1,     true,  "[f a0 … a(n-1)] -> [result]"),
        new(Opcode.TailCall,     "tail.call",       OperandShape.U24,    Variable, 0,     true,  "[f a0 … a(n-1)]; the call replaces the running frame"),
        new(Opcode.CallGlobal,   "call.global",     OperandShape.U16U8,  Variable, 1,     true,  "[a0 … a(n-1)] -> [result of globals[k]]; k is defined and never assigned"),
        new(Opcode.TailCallGlobal,"tail.call.global",OperandShape.U16U8, Variable, 0,     true,  "[a0 … a(n-1)]; like call.global, in tail position"),
        new(Opcode.Return,       "return",          OperandShape.None,   1,        0,     false, "[x]; leaves the function with x"),
        new(Opcode.Closure,      "closure",         OperandShape.U24,    0,        1,     false, "[] -> [a closure of functions[p]; its captures say what it takes along]"),
        new(Opcode.CallBuiltin,  "call.builtin",    OperandShape.U16U8,  Variable, 1,     true,  "[a0 … a(n-1)] -> [result of the built-in function number b]"),
        new(Opcode.Effect,       "effect",          OperandShape.U16U8,  Variable, 1,     true,  "[a0 … a(n-1)] -> [result of the effect constants[k], a symbol like io:print]"),
        new(Opcode.Cons,         "cons",            OperandShape.None,   2,        1,     true,  "[x l] -> [x before the list l]"),
        new(Opcode.Head,         "head",            OperandShape.None,   1,        1,     true,  "[l] -> [first element]; :index if empty"),
        new(Opcode.Tail,         "tail",            OperandShape.None,   1,        1,     true,  "[l] -> [all but the first]; :index if empty"),
        new(Opcode.IsEmpty,      "is.empty",        OperandShape.None,   1,        1,     true,  "[c] -> [c has no elements]"),
        new(Opcode.IsNil,        "is.nil",          OperandShape.None,   1,        1,     false, "[x] -> [x is nil]"),
        new(Opcode.VectorRef,    "vector.ref",      OperandShape.None,   2,        1,     true,  "[v i] -> [element]; :index outside"),
        new(Opcode.VectorSet,    "vector.set",      OperandShape.None,   3,        1,     true,  "[v i x] -> [nil]; v[i] = x"),
        new(Opcode.VectorLength, "vector.length",   OperandShape.None,   1,        1,     true,  "[v] -> [number of elements]"),
        new(Opcode.RecordType,   "record.type",     OperandShape.U24,    0,        1,     true,  "[] -> [a new record type; constants[k]: a list of its name and its fields' names, symbols]"),
        new(Opcode.RecordFunction,"record.function",OperandShape.U24,    1,        1,     true,  "[type] -> [the function of that type with the role k: its index << 2 | what it does]"),
        new(Opcode.RecordNew,    "record.new",      OperandShape.U24,    Variable, 1,     true,  "[f x0 … x(n-1)] -> [a new record of the type that f makes, with n fields]"),
        new(Opcode.RecordGet,    "record.get",      OperandShape.U24,    2,        1,     true,  "[f r] -> [field i of r]; :type unless r is of f's type"),
        new(Opcode.RecordSet,    "record.set",      OperandShape.U24,    3,        1,     true,  "[f r x] -> [nil]; field i of r = x; :type unless r is of f's type"),
        new(Opcode.RecordIs,     "record.is",       OperandShape.None,   2,        1,     false, "[f x] -> [x is a record of f's type]"),
        new(Opcode.RecordTest,   "record.test",     OperandShape.None,   2,        1,     false, "[x f] -> [x is a record of the type that f makes]; false if f makes no records"),
        new(Opcode.FieldGet,     "field.get",       OperandShape.U24,    1,        1,     false, "[x] -> [field i of x, a record or tuple that has it]"),
        new(Opcode.TypeIs,       "type.is",         OperandShape.U24,    1,        1,     false, "[x] -> [x is of the kind k of TypeTest]"),
        new(Opcode.TupleIs,      "tuple.is",        OperandShape.U16U8,  1,        1,     false, "[x] -> [x is a tuple with n fields whose tag is constants[k], a string]"),
        new(Opcode.MatchFail,    "match.fail",      OperandShape.None,   1,        1,     true,  "[x]; :match, always"),
        new(Opcode.TypeFail,     "type.fail",       OperandShape.U24,    1,        1,     true,  "[x]; leaves the frame, then :type, always; constants[k], a string, says what was promised"),
        new(Opcode.GlobalPeek,   "global.peek",     OperandShape.U24,    0,        1,     false, "[] -> [globals[k]; nil if not defined yet]"),
        new(Opcode.BoxPeek,      "box.peek",        OperandShape.None,   1,        1,     false, "[box] -> [its value; nil if it has none]"),
        new(Opcode.Throw,        "throw",           OperandShape.None,   1,        0,     true,  "[x]; raises x"),
        new(Opcode.EndFinally,   "end.finally",     OperandShape.None,   1,        0,     true,  "[p] -> []; goes on with the unwinding p that the finally block interrupted; nil: there was none"),
        new(Opcode.HandlersGet,  "handlers.get",    OperandShape.None,   0,        1,     false, "[] -> [the effect handlers in force]"),
        new(Opcode.HandlersSet,  "handlers.set",    OperandShape.None,   1,        0,     false, "[handlers] -> []; puts them in force"),
        new(Opcode.HandlersPush, "handlers.push",   OperandShape.U16U8,  Variable, 0,     true,  "[f0 … f(n-1)] -> []; functions for the effects or namespaces that constants[k], a list of symbols, names"),
        new(Opcode.Handle,       "handle",          OperandShape.U16U8,  Variable, 1,     true,  "[body return c0 … c(n-3)] -> [result]; calls body under clauses for the effects that constants[k], a list of symbols, names"),
        new(Opcode.ResultFail,   "result.fail",     OperandShape.U24,    2,        1,     true,  "[x t] -> [x] if a check of the type t is pending; else like type.fail of x"),
        new(Opcode.ResultDefer,  "result.defer",    OperandShape.U24,    1,        0,     true,  "[t] -> []; the result is to be checked after a tail call too: of type t, as constants[k] says"),
        new(Opcode.ResultCheck,  "result.check",    OperandShape.None,   3,        1,     true,  "[x t s] -> [x]; like type.fail of x with the string s unless x is of the type t"),
        new(Opcode.ModuleMain,   "module.main",     OperandShape.U24,    0,        1,     true,  "[] -> [the top level of the file of import k, or a function that does nothing if that has run]"),
        new(Opcode.ModuleBind,   "module.bind",     OperandShape.U24,    1,        1,     true,  "[x] -> [nil]; the file of import k has run: binds what the import names"),
        new(Opcode.ModuleGet,    "module.get",      OperandShape.U24,    1,        1,     true,  "[module] -> [its member; constants[k] is the symbol m.member]"),
        new(Opcode.ModuleNew,    "module.new",      OperandShape.U24,    0,        1,     false, "[] -> [the module k of this file]"),
    ];
#pragma warning restore IDE0055

    private static readonly OpcodeInfo?[] ByNumber = Index();

    public static IReadOnlyList<OpcodeInfo> Table => Rows;
    /// <summary>The row of an opcode; null if no opcode has that number.</summary>
    public static OpcodeInfo? Find(Opcode op) => ByNumber[(byte)op];
    public static OpcodeInfo Info(Opcode op) => Find(op) ?? throw new ArgumentOutOfRangeException(nameof(op));

    private static OpcodeInfo?[] Index()
    {
        var index = new OpcodeInfo?[256];
        foreach (OpcodeInfo row in Rows) index[(byte)row.Op] = row;
        return index;
    }

    /// <summary>Nothing in the function is executed after it.</summary>
    public static bool Leaves(Opcode op) => op is Opcode.Return or Opcode.TailCall or Opcode.TailCallGlobal or Opcode.Throw;

    /// <summary>Words that an instruction takes from the operand stack.</summary>
    public static int PopsOf(uint instruction)
    {
        Opcode op = Instruction.Op(instruction);
        int pops = Info(op).Pops;
        if (pops != Variable) return pops;
        return op switch
        {
            Opcode.Call or Opcode.TailCall or Opcode.RecordNew => Instruction.U24(instruction) + 1,
            _ => Instruction.U8(instruction),
        };
    }
}

/// <summary>Packing and unpacking of an instruction word: opcode in bits 0..7, operands above (see <see cref="OperandShape"/>).</summary>
public static class Instruction
{
    public const int U24Max = (1 << 24) - 1, S24Max = (1 << 23) - 1, S24Min = -(1 << 23), U16Max = 0xFFFF, U8Max = 0xFF;

    public static Opcode Op(uint word) => (Opcode)(byte)word;
    public static int U24(uint word) => (int)(word >> 8);
    public static int S24(uint word) => (int)word >> 8;
    public static int U16(uint word) => (int)(word >> 8) & 0xFFFF;
    public static int U8(uint word) => (int)(word >> 24);

    public static uint Pack(Opcode op) => (uint)op;
    public static uint PackU24(Opcode op, int operand) => (uint)op | ((uint)operand << 8);
    public static uint PackS24(Opcode op, int operand) => (uint)op | ((uint)operand << 8);
    public static uint PackU16U8(Opcode op, int a, int b) => (uint)op | ((uint)a << 8) | ((uint)b << 24);
    /// <summary>The instruction that a jump at <paramref name="pc"/> goes to.</summary>
    public static int JumpTarget(uint word, int pc) => pc + 1 + S24(word);
}
