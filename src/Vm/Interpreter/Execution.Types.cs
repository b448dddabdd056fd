using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>The instructions of records, patterns and annotations.</summary>
public sealed unsafe partial class Execution
{
    private Value ExecuteOnTypes(FunctionHandle* h, Chunk chunk, uint instruction, Value* x)
    {
        int k = Instruction.U24(instruction);
        return Instruction.Op(instruction) switch
        {
            Opcode.RecordType => Records.MakeType(Heap, (Constant.List)chunk.Constants[k]),
            Opcode.RecordFunction => Records.MakeFunction(Heap, Checked(x[0], ObjectType.RecordType), RecordRole.FromCode(k)),
            Opcode.RecordNew => Records.Make(Heap, RecordFunctionAt(x), x + 1, k),
            Opcode.RecordGet => Records.Get(*RecordFunctionAt(x), x[1], k),
            Opcode.RecordSet => Records.Set(Heap, *RecordFunctionAt(x), x[1], k, x[2]),
            Opcode.RecordIs => Records.IsOf(*RecordFunctionAt(x), x[1]),
            Opcode.RecordTest => Value.FromBool(Records.IsMadeBy(Heap, x[0], x[1])),
            Opcode.FieldGet => Records.FieldOf(x[0], k),
            Opcode.TypeIs => Value.FromBool(TypeTests.Holds(k, x[0])),
            Opcode.TupleIs => Value.FromBool(IsTuple(x[0], new Value(h->Constants[Instruction.U16(instruction)]), Instruction.U8(instruction))),
            Opcode.MatchFail => throw Faults.NoMatch(x[0]),
            Opcode.GlobalPeek => IfBound(new Value(*h->Globals[k])),
            _ => IfBound(Objects.Word(Checked(x[0], ObjectType.Box), 1)),
        };
    }

    private static Value IfBound(Value x) => x == Value.Unbound ? Value.Nil : x;

    private static bool IsTuple(Value x, Value tag, int fields) =>
        Objects.Is(x, ObjectType.Tuple) && Objects.Length(x) == fields && Strings.Equal(Objects.Word(x, Objects.FieldsTag), tag);

    private static Value* RecordFunctionAt(Value* x)
    {
        Checked(*x, ObjectType.RecordFunction);
        return x;
    }

    /// <summary>What the compiler promises.</summary>
    private static Value Checked(Value x, ObjectType type)
    {
        if (!Objects.Is(x, type)) throw new BugException($"an instruction expects a {type}");
        return x;
    }
}
