using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using Iced.Intel;
using static Iced.Intel.AssemblerRegisters;

namespace ClaudeLang.Jit.Install;

/// <summary>
/// String builders that hold nothing wider than a byte get Strings of that kind, and small Ints. The operands are in Args, the builder first, and
/// their number in rax. Inside:
/// <code>
///   r11  the builder    r10  its storage    r12  where the next part stands    r14  where they end    rdi  where its bytes go
/// </code>
/// </summary>
internal static partial class RoutineCode
{
    private const int BuilderCodePointsAt = (8 * Objects.BuilderCodePoints) - Tag, BuilderStorageAt = (8 * Objects.BuilderStorage) - Tag, BuilderWidthAt = (8 * Objects.BuilderWidth) - Tag;
    /// <summary>More bytes at once are left to C#.</summary>
    private const int AddedMax = 512;
    private const int DigitsMax = 20, DigitsRoom = 32;

    private static void EmitBuilderAdd(Assembler c)
    {
        Label other = c.CreateLabel(), part = c.CreateLabel(), number = c.CreateLabel(), copied = c.CreateLabel(), done = c.CreateLabel();
        Begin(c);
        c.mov(r11, __[r13 + ExecContext.ArgsOffset]);
        EmitIsObject(c, r11, ObjectType.StringBuilder, other);
        c.cmp(__qword_ptr[r11 + BuilderWidthAt], (int)Value.FromFixnum(1).Bits);
        c.jne(other);
        c.lea(r12, __[r13 + ExecContext.ArgsOffset + 8]);
        c.lea(r14, __[r13 + (rax * 8) + ExecContext.ArgsOffset]);
        EmitMeasure(c, other);
        EmitRoom(c, other);
        c.lea(r12, __[r13 + ExecContext.ArgsOffset + 8]);
        c.Label(ref part);
        c.cmp(r12, r14);
        c.jae(done);
        c.mov(rsi, __[r12]);
        c.add(r12, 8);
        c.test(sil, 1);
        c.je(number);
        c.mov(rdx, __[rsi + TypeAt]);
        c.shr(rdx, ObjectLayout.LengthShift);
        c.mov(r9, rdx);
        c.add(rsi, DataAt);
        EmitCopy(c);
        c.Label(ref copied);
        c.add(rdi, r9);
        c.jmp(part);
        c.Label(ref number);
        EmitDigits(c);
        c.jmp(copied);
        c.Label(ref done);
        c.sub(rdi, r10);
        c.sub(rdi, BytesAt);
        c.add(rdi, rdi);
        c.mov(__[r11 + BuilderCodePointsAt], rdi);
        c.mov(rax, r11);
        End(c, done: true);
        c.Label(ref other);
        End(c, done: false);
    }

    /// <summary>How many bytes the parts may take, to r9.</summary>
    private static void EmitMeasure(Assembler c, Label other)
    {
        Label part = c.CreateLabel(), number = c.CreateLabel(), next = c.CreateLabel();
        c.xor(r9d, r9d);
        c.Label(ref part);
        c.mov(rdx, __[r12]);
        c.test(dl, 1);
        c.je(number);
        EmitIsNarrowString(c, rdx, other);
        c.mov(rdx, __[rdx + TypeAt]);
        c.shr(rdx, ObjectLayout.LengthShift);
        c.add(r9, rdx);
        c.jmp(next);
        c.Label(ref number);
        c.add(r9, DigitsMax);
        c.Label(ref next);
        c.cmp(r9, AddedMax);
        c.ja(other);
        c.add(r12, 8);
        c.cmp(r12, r14);
        c.jb(part);
    }

    /// <summary>Leaves unless the storage has room for r9 bytes more.</summary>
    private static void EmitRoom(Assembler c, Label other)
    {
        c.mov(r10, __[r11 + BuilderStorageAt]);
        c.mov(rdx, __[r11 + BuilderCodePointsAt]);
        c.shr(rdx, 1);
        c.lea(rdi, __[r10 + rdx + BytesAt]);
        c.add(r9, rdx);
        c.mov(rdx, __[r10 + TypeAt]);
        c.shr(rdx, ObjectLayout.LengthShift);
        c.cmp(r9, rdx);
        c.ja(other);
    }

    /// <summary>The fixnum in rsi to rdi, as text; how many bytes that is, to r9.</summary>
    private static void EmitDigits(Assembler c)
    {
        Label positive = c.CreateLabel(), digit = c.CreateLabel(), whole = c.CreateLabel();
        // A tenth of any number: times this, by 2^67 (Granlund and Montgomery, Division by Invariant Integers, 1994).
        const ulong tenth = 0xCCCCCCCCCCCCCCCD;
        c.mov(r9, rsi);
        c.mov(rbx, rsi);
        c.sar(rbx, 1);
        c.test(rbx, rbx);
        c.jns(positive);
        c.neg(rbx);
        c.Label(ref positive);
        c.lea(rsp, __[rsp - DigitsRoom]);
        c.lea(rsi, __[rsp + DigitsRoom]);
        c.Label(ref digit);
        c.mov(rax, tenth);
        c.mul(rbx);
        c.shr(rdx, 3);
        c.lea(rcx, __[rdx + (rdx * 4)]);
        c.add(rcx, rcx);
        c.sub(rbx, rcx);
        c.add(ebx, '0');
        c.dec(rsi);
        c.mov(__[rsi], bl);
        c.mov(rbx, rdx);
        c.test(rbx, rbx);
        c.jne(digit);
        c.test(r9, r9);
        c.jns(whole);
        c.dec(rsi);
        c.mov(__byte_ptr[rsi], '-');
        c.Label(ref whole);
        c.lea(r9, __[rsp + DigitsRoom]);
        c.sub(r9, rsi);
        c.mov(rdx, r9);
        EmitCopy(c);
        c.lea(rsp, __[rsp + DigitsRoom]);
    }
}
