using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using Iced.Intel;
using static Iced.Intel.AssemblerRegisters;

namespace ClaudeLang.Jit.Install;

/// <summary>
/// The routines that all machine code of a process shares: library functions whose usual case needs neither C# nor a collection, so nothing of the
/// frame that calls has to be known. First operand in rax, second in r11, third as bits in xmm15, or all in Args; result in rax. All registers but these and xmm14
/// are kept. The carry says that it was no usual case and that nothing was done: then the interpreter executes the instruction.
/// </summary>
internal static partial class RoutineCode
{
    private const int Tag = (int)Value.HeapTag;
    /// <summary>The type in a header's lowest byte, the flags above it, and a length's place.</summary>
    private const int TypeAt = -Tag, FlagsAt = (ObjectLayout.FlagsShift / 8) - Tag;

    /// <summary>One behind the other, in the order of <see cref="Routine"/>, with the place where each begins.</summary>
    public static StubBytes Assemble()
    {
        var writer = new Emit();
        List<int> entries = [];
        foreach (Routine routine in Enum.GetValues<Routine>())
        {
            entries.Add(writer.Align(CodeMemory.Alignment).Position);
            var c = new Assembler(64);
            Body(routine)(c);
            c.Assemble(writer, (ulong)writer.Position);
        }
        return new StubBytes(writer.ToArray(), [.. entries]);
    }

    private static Action<Assembler> Body(Routine routine) => routine switch
    {
        Routine.TableGet => EmitTableGet,
        Routine.TableGetOr => EmitTableGetOr,
        Routine.TableHas => EmitTableHas,
        Routine.TableSet => EmitTableSet,
        Routine.MakeVector => EmitMakeVector,
        Routine.CodePointToString => EmitCodePointToString,
        Routine.CharAt => EmitCharAt,
        Routine.Substring => EmitSubstring,
        Routine.BuilderAdd => EmitBuilderAdd,
        Routine.Buffer => EmitBuffer,
        _ => throw new InvalidOperationException($"no code for {routine}"),
    };

    private static readonly AssemblerRegister64[] Kept = [rbx, rcx, rdx, rsi, rdi, r8, r9, r10, r12, r14];

    private static void Begin(Assembler c)
    {
        foreach (AssemblerRegister64 register in Kept) c.push(register);
    }

    private static void End(Assembler c, bool done)
    {
        foreach (AssemblerRegister64 register in Kept.Reverse()) c.pop(register);
        if (done) c.clc();
        else c.stc();
        c.ret();
    }

    /// <summary>A vector of so many elements that are all the same.</summary>
    private static void EmitMakeVector(Assembler c)
    {
        Label other = c.CreateLabel(), room = c.CreateLabel(), fill = c.CreateLabel(), filled = c.CreateLabel();
        c.test(al, 1);
        c.jne(other);
        // A negative length is a large one.
        c.cmp(rax, (int)Value.FromFixnum((Heap.LargeBytes / 8) - 1).Bits);
        c.ja(other);
        c.push(rcx);
        c.push(rdx);
        c.mov(rcx, __[r13 + AllocPointer]);
        c.lea(rdx, __[rcx + (rax * 4) + ObjectLayout.VectorElements]);
        c.cmp(rdx, __[r13 + AllocLimit]);
        c.jbe(room);
        c.pop(rdx);
        c.pop(rcx);
        c.Label(ref other);
        c.stc();
        c.ret();
        c.Label(ref room);
        c.mov(__[r13 + AllocPointer], rdx);
        c.shl(rax, ObjectLayout.LengthShift - 1);
        c.add(rax, (int)ObjectType.Vector);
        c.mov(__[rcx], rax);
        c.Label(ref fill);
        c.sub(rdx, 8);
        c.cmp(rdx, rcx);
        c.je(filled);
        c.mov(__[rdx], r11);
        c.jmp(fill);
        c.Label(ref filled);
        c.lea(rax, __[rcx + Tag]);
        c.pop(rdx);
        c.pop(rcx);
        c.clc();
        c.ret();
    }

    /// <summary>A buffer of the Args, and behind its storage itself.</summary>
    private static void EmitBuffer(Assembler c)
    {
        const int at = ObjectLayout.VectorElements + (8 * (int)Heap.BufferCapacityMin), bytes = at + (8 * (Objects.BufferStorage + 1));
        Label room = c.CreateLabel(), copy = c.CreateLabel(), copied = c.CreateLabel();
        c.push(rcx);
        c.mov(rcx, __[r13 + AllocPointer]);
        c.lea(r11, __[rcx + bytes]);
        c.cmp(r11, __[r13 + AllocLimit]);
        c.jbe(room);
        c.pop(rcx);
        c.stc();
        c.ret();
        c.Label(ref room);
        c.mov(__[r13 + AllocPointer], r11);
        c.mov(__qword_ptr[rcx], (int)ObjectLayout.Header(ObjectType.Vector, (int)Heap.BufferCapacityMin));
        for (int i = 0; i < Heap.BufferCapacityMin; i++) c.mov(__qword_ptr[rcx + ObjectLayout.VectorElements + (8 * i)], (int)Value.NilBits);
        c.mov(__qword_ptr[rcx + at], (int)ObjectLayout.Header(ObjectType.Buffer, 0));
        c.lea(r11, __[rax + rax]);
        c.mov(__[rcx + at + (8 * Objects.BufferCount)], r11);
        c.lea(r11, __[rcx + Tag]);
        c.mov(__[rcx + at + (8 * Objects.BufferStorage)], r11);
        c.Label(ref copy);
        c.sub(rax, 1);
        c.jb(copied);
        c.mov(r11, __[r13 + (rax * 8) + ExecContext.ArgsOffset]);
        c.mov(__[rcx + (rax * 8) + ObjectLayout.VectorElements], r11);
        c.jmp(copy);
        c.Label(ref copied);
        c.lea(rax, __[rcx + at + Tag]);
        c.pop(rcx);
        c.clc();
        c.ret();
    }
}
