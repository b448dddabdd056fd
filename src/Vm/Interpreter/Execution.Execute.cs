using System.Runtime.CompilerServices;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Profile;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>The full definition of each instruction that is not about control: what the fast paths of every tier fall back on.</summary>
public sealed unsafe partial class Execution
{
    private readonly BuiltinContext _builtins;
    private readonly BuiltinEntry* _builtinEntries = BuiltinTable.Entries;

    /// <summary>
    /// Executes the instruction at <paramref name="pc"/>. Its operands are the words from <paramref name="operands"/> on, which are roots
    /// and may be updated by a collection.
    /// </summary>
    /// <exception cref="FaultException">The instruction raises an error.</exception>
    internal Value Execute(FunctionHandle* h, int pc, ulong* operands)
    {
        Chunk chunk = _chunks[h->Index];
        uint instruction = chunk.Code[pc];
        Opcode op = Instruction.Op(instruction);
        var x = (Value*)operands;
        switch (op)
        {
            case Opcode.CallBuiltin: return CallBuiltin(Instruction.U16(instruction), x, Instruction.U8(instruction));
            case Opcode.Effect: return PerformEffect(chunk, instruction, x);
            case Opcode.ModuleMain or Opcode.ModuleBind or Opcode.ModuleGet or Opcode.ModuleNew: return ExecuteModule(h, chunk, instruction, x);
            case Opcode.HandlersPush: PushHandlers(new Value(h->Constants[Instruction.U16(instruction)]), x, Instruction.U8(instruction)); return Value.Nil;
            case Opcode.HandlersGet: return new Value(_context->Handlers);
            case Opcode.HandlersSet: _context->Handlers = x[0].Bits; return Value.Nil;
            case Opcode.EndFinally when x[0].IsNil: return Value.Nil;
            case Opcode.BoxNew: return Heap.AllocateBox(x[0]);
            case Opcode.BoxGet: return BoxGet(chunk, instruction, x[0]);
            case Opcode.BoxSet: Heap.Store(x[1], 1, x[0]); return Value.Nil;
            case >= Opcode.RecordType and <= Opcode.BoxPeek: return ExecuteOnTypes(h, chunk, instruction, x);
            case Opcode.GlobalGet: return GlobalValue(h, chunk, instruction);
            case Opcode.GlobalCheck: GlobalValue(h, chunk, instruction); return Value.Nil;
            case Opcode.GlobalSet: GlobalValue(h, chunk, instruction); SetGlobal(h->Globals[Instruction.U24(instruction)], x[0]); return Value.Nil;
            case Opcode.GlobalDefine: SetGlobal(h->Globals[Instruction.U24(instruction)], x[0]); return Value.Nil;
        }
        if (h->Mode != (byte)ExecutionMode.Profiling) return Operate(chunk, pc, op, x);
        h->Feedback[pc] |= (byte)Seen(x, Opcodes.PopsOf(instruction));
        Value result = Operate(chunk, pc, op, x);
        if (IsBigInt(result)) h->Feedback[pc] |= (byte)Feedback.BigInt;
        return result;
    }

    private Value Operate(Chunk chunk, int pc, Opcode op, Value* x)
    {
        try
        {
            return Operate(op, x);
        }
        catch (FaultException fault) when (EarlierSteps(chunk, pc) is > 0 and var steps)
        {
            throw Faults.ForArgument(fault, 2 + steps);
        }
    }

    /// <summary>
    /// `(+ a b c)` is two instructions with one between them that fetches c: how many such steps stand before this one. They have the place
    /// of the one form, which nothing else in a row has.
    /// </summary>
    private static int EarlierSteps(Chunk chunk, int pc)
    {
        int steps = 0;
        for (int at = pc - 2; at >= 0 && pc < chunk.Positions.Length; at -= 2, steps++)
            if (Instruction.Op(chunk.Code[at]) != Instruction.Op(chunk.Code[pc]) || chunk.Positions[at] != chunk.Positions[pc]) break;
        return steps;
    }

    private Value Operate(Opcode op, Value* x) => op switch
    {
        Opcode.Add => Operators.Add(Heap, x[0], x[1]),
        Opcode.Sub => Operators.Sub(Heap, x[0], x[1]),
        Opcode.Mul => Operators.Mul(Heap, x[0], x[1]),
        Opcode.Div => Operators.Div(Heap, x[0], x[1]),
        Opcode.Quotient => Operators.Quotient(Heap, x[0], x[1]),
        Opcode.Rem => Operators.Rem(Heap, x[0], x[1]),
        Opcode.Mod => Operators.Mod(Heap, x[0], x[1]),
        Opcode.Neg => Operators.Neg(Heap, x[0]),
        Opcode.AddWrap => Operators.AddWrap(Heap, x[0], x[1]),
        Opcode.SubWrap => Operators.SubWrap(Heap, x[0], x[1]),
        Opcode.MulWrap => Operators.MulWrap(Heap, x[0], x[1]),
        Opcode.BitAnd => Operators.BitAnd(Heap, x[0], x[1]),
        Opcode.BitOr => Operators.BitOr(Heap, x[0], x[1]),
        Opcode.BitXor => Operators.BitXor(Heap, x[0], x[1]),
        Opcode.BitNot => Operators.BitNot(Heap, x[0]),
        Opcode.Shl => Operators.Shl(Heap, x[0], x[1]),
        Opcode.Shr => Operators.Shr(Heap, x[0], x[1]),
        Opcode.Ushr => Operators.Ushr(Heap, x[0], x[1]),
        Opcode.ToFloat => Operators.ToFloat(Heap, x[0]),
        Opcode.ToInt => Operators.ToInt(Heap, x[0]),
        Opcode.Sqrt => Operators.Sqrt(Heap, x[0]),
        Opcode.Eq => Operators.Eq(x[0], x[1]),
        Opcode.Ne => Operators.Ne(x[0], x[1]),
        Opcode.Lt => Operators.Lt(x[0], x[1]),
        Opcode.Le => Operators.Le(x[0], x[1]),
        Opcode.Gt => Operators.Gt(x[0], x[1]),
        Opcode.Ge => Operators.Ge(x[0], x[1]),
        Opcode.Same => Operators.Same(x[0], x[1]),
        Opcode.Not => Operators.Not(x[0]),
        Opcode.IsNil => Value.FromBool(x[0].IsNil),
        Opcode.Cons => Operators.Cons(Heap, x[0], x[1]),
        Opcode.Head => Operators.Head(x[0]),
        Opcode.Tail => Operators.Tail(x[0]),
        Opcode.IsEmpty => Operators.IsEmpty(x[0]),
        Opcode.VectorRef => Operators.VectorRef(x[0], x[1]),
        Opcode.VectorSet => Operators.VectorSet(Heap, x[0], x[1], x[2]),
        Opcode.VectorLength => Operators.VectorLength(x[0]),
        _ => throw new BugException($"{op} has no definition outside the dispatch loop"),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Value CallBuiltin(int number, Value* arguments, int count)
    {
        if ((uint)number >= BuiltinTable.NumbersMax) return CallOfRow(number, arguments, count);
        BuiltinEntry* entry = _builtinEntries + number;
        return Takes(entry, count) ? entry->Code(_builtins, arguments, count) : CallOfRow(number, arguments, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Takes(BuiltinEntry* entry, int count) => (uint)(count - entry->ArgsMin) <= (uint)entry->ArgsMore;

    /// <summary>Raises the error.</summary>
    private Value CallOfRow(int number, Value* arguments, int count) => BuiltinTable.Row(number).Call(_builtins, arguments, count);

    private Value PerformEffect(Chunk chunk, uint instruction, Value* arguments)
    {
        string name = ((Constant.Symbol)chunk.Constants[Instruction.U16(instruction)]).Name;
        BuiltinRow row = EffectTable.TryFind(name) ?? throw Faults.NoHandler(name);
        return row.Call(_builtins, arguments, Instruction.U8(instruction));
    }

    private static Value BoxGet(Chunk chunk, uint instruction, Value box)
    {
        var value = new Value(box.Address[1]);
        if (value == Value.Unbound) throw Faults.Unbound(((Constant.Symbol)chunk.Constants[Instruction.U24(instruction)]).Name);
        return value;
    }

    private static Value GlobalValue(FunctionHandle* h, Chunk chunk, uint instruction)
    {
        int k = Instruction.U24(instruction);
        var value = new Value(*h->Globals[k]);
        if (value == Value.Unbound) throw Faults.Unbound(NameInSource(chunk.Globals[k].Name));
        return value;
    }

    /// <summary>Without the inline module that the global belongs to.</summary>
    private static string NameInSource(string global) => global[(global.LastIndexOf(':', Math.Max(0, global.Length - 2)) + 1)..];

    /// <summary>The interpreter's closure instruction: captures come from its frame.</summary>
    internal Value MakeClosure(FunctionHandle* maker, int number, ulong* fp)
    {
        FunctionHandle* h = maker->Functions[number];
        var captures = _chunks[h->Index].Captures;
        Value closure = Heap.AllocateClosure(h, captures.Length);
        ulong* captured = closure.Address + 2;
        ulong* outer = new Value(fp[InterpreterFrame.Function]).Address + 2;
        for (int i = 0; i < captures.Length; i++)
            captured[i] = captures[i].FromLocal ? fp[InterpreterFrame.Locals + captures[i].Index] : outer[captures[i].Index];
        return closure;
    }

    /// <summary>Machine code's closure instruction: the captured values themselves are the operands.</summary>
    private Value MakeClosureFrom(FunctionHandle* h, ulong* values, int count)
    {
        Value closure = Heap.AllocateClosure(h, count);
        for (int i = 0; i < count; i++) closure.Address[2 + i] = values[i];
        return closure;
    }

    private static Feedback Seen(Value* x, int count)
    {
        Feedback seen = Feedback.None;
        for (int i = 0; i < count; i++)
        {
            if (x[i].IsFixnum) continue;
            seen |= x[i].IsFlonum || x[i].IsImmediateFloat || IsHeapType(x[i], ObjectType.BoxedFloat) ? Feedback.Float
                : IsBigInt(x[i]) ? Feedback.BigInt : Feedback.Other;
        }
        return seen;
    }

    private static bool IsBigInt(Value v) => IsHeapType(v, ObjectType.BoxedInt);
    private static bool IsHeapType(Value v, ObjectType type) => v.IsHeap && (ObjectType)(byte)*v.Address == type;
}
