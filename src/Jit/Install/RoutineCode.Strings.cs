using ClaudeLang.Vm.Runtime;
using Iced.Intel;
using static Iced.Intel.AssemblerRegisters;

namespace ClaudeLang.Jit.Install;

/// <summary>Strings whose code points take a byte each.</summary>
internal static partial class RoutineCode
{
    /// <summary>Leaves unless the word, for which rcx is used, is an object of the type.</summary>
    private static void EmitIsObject(Assembler c, AssemblerRegister64 word, ObjectType type, Label other)
    {
        c.lea(rcx, __[word - Tag]);
        c.test(cl, (int)Value.TagMask);
        c.jne(other);
        c.cmp(__byte_ptr[rcx], (int)type);
        c.jne(other);
    }

    private static void EmitIsNarrowString(Assembler c, AssemblerRegister64 word, Label other)
    {
        EmitIsObject(c, word, ObjectType.String, other);
        c.cmp(__byte_ptr[word + InfoAt], 1);
        c.jne(other);
    }

    /// <summary>A narrow String of as many code points as rdx says, its word to rax; rcx and r8 are used.</summary>
    private static void EmitNewString(Assembler c, Label other)
    {
        c.mov(rax, __[r13 + AllocPointer]);
        c.lea(rcx, __[rax + rdx + (Objects.StringData + 7)]);
        c.and(rcx, -8);
        c.cmp(rcx, __[r13 + AllocLimit]);
        c.ja(other);
        c.mov(__[r13 + AllocPointer], rcx);
        c.mov(rcx, rdx);
        c.shl(rcx, ObjectLayout.LengthShift);
        c.add(rcx, (int)ObjectType.String);
        c.mov(__[rax], rcx);
        c.mov(__qword_ptr[rax + Objects.StringInfo], 1);
        c.add(rax, Tag);
    }

    /// <summary>rdx bytes from rsi to rdi; r8 is used.</summary>
    private static void EmitCopy(Assembler c)
    {
        Label words = c.CreateLabel(), bytes = c.CreateLabel(), done = c.CreateLabel();
        c.Label(ref words);
        c.cmp(rdx, 8);
        c.jb(bytes);
        c.mov(r8, __[rsi + rdx - 8]);
        c.mov(__[rdi + rdx - 8], r8);
        c.sub(rdx, 8);
        c.jmp(words);
        c.Label(ref bytes);
        c.test(rdx, rdx);
        c.je(done);
        c.mov(r8b, __[rsi + rdx - 1]);
        c.mov(__[rdi + rdx - 1], r8b);
        c.dec(rdx);
        c.jmp(bytes);
        c.Label(ref done);
        c.nop();
    }

    /// <summary>Of the code point in rax.</summary>
    private static void EmitCodePointToString(Assembler c)
    {
        Label other = c.CreateLabel();
        Begin(c);
        c.test(al, 1);
        c.jne(other);
        c.cmp(rax, (int)Value.FromFixnum(byte.MaxValue).Bits);
        c.ja(other);
        c.mov(rsi, rax);
        c.shr(rsi, 1);
        EmitOneOf(c, other);
    }

    private static void EmitCharAt(Assembler c)
    {
        Label other = c.CreateLabel();
        Begin(c);
        EmitIsNarrowString(c, rax, other);
        EmitIndex(c, r11, rsi, other);
        c.mov(rdx, __[rax + TypeAt]);
        c.shr(rdx, ObjectLayout.LengthShift);
        c.cmp(rsi, rdx);
        c.jae(other);
        c.movzx(esi, __byte_ptr[rax + rsi + DataAt]);
        EmitOneOf(c, other);
    }

    /// <summary>The String of the one code point in rsi, and the end of the routine.</summary>
    private static void EmitOneOf(Assembler c, Label other)
    {
        c.mov(edx, 1);
        EmitNewString(c, other);
        c.mov(__[rax + DataAt], rsi);
        End(c, done: true);
        c.Label(ref other);
        End(c, done: false);
    }

    /// <summary>A fixnum to a plain number; a negative one is larger than any length.</summary>
    private static void EmitIndex(Assembler c, AssemblerRegister64 from, AssemblerRegister64 to, Label other)
    {
        c.test(from, 1);
        c.jne(other);
        c.mov(to, from);
        c.sar(to, 1);
    }

    /// <summary>From r11 to xmm15, but not the whole: that is the String itself.</summary>
    private static void EmitSubstring(Assembler c)
    {
        Label other = c.CreateLabel();
        Begin(c);
        EmitIsNarrowString(c, rax, other);
        EmitIndex(c, r11, rsi, other);
        c.movq(r9, xmm15);
        EmitIndex(c, r9, rdx, other);
        c.mov(r10, __[rax + TypeAt]);
        c.shr(r10, ObjectLayout.LengthShift);
        c.cmp(rdx, r10);
        c.ja(other);
        c.cmp(rsi, rdx);
        c.ja(other);
        c.sub(rdx, rsi);
        c.cmp(rdx, r10);
        c.je(other);
        c.cmp(rdx, CopiedMax);
        c.ja(other);
        c.lea(rsi, __[rax + rsi + DataAt]);
        EmitNewString(c, other);
        c.lea(rdi, __[rax + DataAt]);
        EmitCopy(c);
        End(c, done: true);
        c.Label(ref other);
        End(c, done: false);
    }

    /// <summary>More bytes than these are copied faster by C#.</summary>
    private const int CopiedMax = 128;
}
