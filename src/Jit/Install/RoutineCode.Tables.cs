using System.Runtime.InteropServices;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using Iced.Intel;
using static Iced.Intel.AssemblerRegisters;

namespace ClaudeLang.Jit.Install;

/// <summary>
/// Tables, as <see cref="Tables"/> lays them out, with keys that are small Ints, immediates that are no Floats, or Strings. Inside a routine:
/// <code>
///   rax  the table      rbx  the key's hash as a fixnum      r8   the entry
///   r11  the key        rcx  the first entry                 rsi  the index, or nil     rdx  place in it, where the search ended
/// </code>
/// </summary>
internal static partial class RoutineCode
{
    private static readonly int AllocPointer = (int)Marshal.OffsetOf<ExecContext>(nameof(ExecContext.AllocPointer)), AllocLimit = (int)Marshal.OffsetOf<ExecContext>(nameof(ExecContext.AllocLimit));
    private const int CountAt = (8 * Tables.Count) - Tag, EntriesAt = (8 * Tables.Entries) - Tag, IndexAt = (8 * Tables.Index) - Tag, UsedAt = (8 * Tables.Used) - Tag;
    private const int EntryBytes = 8 * Tables.EntryWords, EntryValue = 8, EntryHash = 16;
    private const int BytesAt = ObjectLayout.VectorElements - Tag;
    private const int InfoAt = Objects.StringInfo - Tag, HashAt = InfoAt + 4, DataAt = Objects.StringData - Tag;

    private static void EmitTableGet(Assembler c) => EmitGet(c, () => c.mov(rax, __[r8 + EntryValue]), () => c.mov(eax, (int)Value.NilBits));
    private static void EmitTableGetOr(Assembler c) => EmitGet(c, () => c.mov(rax, __[r8 + EntryValue]), () => c.movq(rax, xmm15));
    private static void EmitTableHas(Assembler c) => EmitGet(c, () => c.mov(eax, (int)Value.TrueBits), () => c.mov(eax, (int)Value.FalseBits));

    private static void EmitGet(Assembler c, Action whenFound, Action whenMissing)
    {
        Label found = c.CreateLabel(), missing = c.CreateLabel(), other = c.CreateLabel();
        Begin(c);
        EmitFind(c, found, missing, other);
        c.Label(ref found);
        whenFound();
        End(c, done: true);
        c.Label(ref missing);
        whenMissing();
        End(c, done: true);
        c.Label(ref other);
        End(c, done: false);
    }

    private static void EmitTableSet(Assembler c)
    {
        Label found = c.CreateLabel(), missing = c.CreateLabel(), other = c.CreateLabel(), done = c.CreateLabel();
        Begin(c);
        EmitFind(c, found, missing, other);
        c.Label(ref found);
        c.movq(r9, xmm15);
        EmitBarrier(c, other, r9);
        c.mov(__[r8 + EntryValue], r9);
        c.jmp(done);
        c.Label(ref missing);
        EmitAppend(c, done, other);
        c.Label(ref done);
        c.mov(eax, (int)Value.NilBits);
        End(c, done: true);
        c.Label(ref other);
        End(c, done: false);
    }

    /// <summary>A new entry, if there is room, and its number in the index where the search ended.</summary>
    private static void EmitAppend(Assembler c, Label done, Label other)
    {
        c.mov(r9, __[rax + UsedAt]);
        c.shr(r9, 1);
        c.lea(r10, __[r9 + 1]);
        c.lea(r10, __[r10 + (r10 * 2)]);
        c.mov(r12, __[rcx - 8]);
        c.shr(r12, ObjectLayout.LengthShift);
        c.cmp(r10, r12);
        c.ja(other);
        c.movq(r12, xmm15);
        EmitBarrier(c, other, r11, r12);
        c.lea(r8, __[r9 + (r9 * 2)]);
        c.lea(r8, __[rcx + (r8 * 8)]);
        c.mov(__[r8], r11);
        c.mov(__[r8 + EntryValue], r12);
        c.mov(__[r8 + EntryHash], rbx);
        c.add(__qword_ptr[rax + UsedAt], (int)Value.FromFixnum(1).Bits);
        c.add(__qword_ptr[rax + CountAt], (int)Value.FromFixnum(1).Bits);
        c.cmp(rsi, (int)Value.NilBits);
        c.je(done);
        c.inc(r9);
        c.mov(__[rsi + (rdx * 4) + BytesAt], r9d);
    }

    /// <summary>Leaves if the collector must hear that the entries get a heap reference.</summary>
    private static void EmitBarrier(Assembler c, Label other, params AssemblerRegister64[] stored)
    {
        Label stores = c.CreateLabel();
        c.test(__byte_ptr[rcx - 8 + (ObjectLayout.FlagsShift / 8)], (int)(Objects.OldFlag >> ObjectLayout.FlagsShift));
        c.je(stores);
        foreach (AssemblerRegister64 value in stored)
        {
            c.lea(r10, __[value - Tag]);
            c.test(r10b, (int)Value.TagMask);
            c.je(other);
        }
        c.Label(ref stores);
    }

    private static void EmitFind(Assembler c, Label found, Label missing, Label other)
    {
        Label probe = c.CreateLabel(), next = c.CreateLabel(), linear = c.CreateLabel(), nextLinear = c.CreateLabel(), compare = c.CreateLabel();
        c.lea(rcx, __[rax - Tag]);
        c.test(cl, (int)Value.TagMask);
        c.jne(other);
        c.cmp(__byte_ptr[rcx], (int)ObjectType.Table);
        c.jne(other);
        EmitHash(c, other);
        c.lea(rbx, __[rdx + rdx]);
        c.mov(rcx, __[rax + EntriesAt]);
        c.add(rcx, BytesAt);
        c.mov(rsi, __[rax + IndexAt]);
        c.cmp(rsi, (int)Value.NilBits);
        c.je(linear);

        c.mov(rdi, __[rsi + TypeAt]);
        c.shr(rdi, ObjectLayout.LengthShift + 2);
        c.dec(rdi);
        c.and(rdx, rdi);
        c.Label(ref probe);
        c.mov(r8d, __[rsi + (rdx * 4) + BytesAt]);
        c.test(r8d, r8d);
        c.je(missing);
        c.lea(r8, __[r8 + (r8 * 2) - Tables.EntryWords]);
        c.lea(r8, __[rcx + (r8 * 8)]);
        c.cmp(__[r8 + EntryHash], rbx);
        c.je(compare);
        c.Label(ref next);
        c.cmp(rsi, (int)Value.NilBits);
        c.je(nextLinear);
        c.inc(rdx);
        c.and(rdx, rdi);
        c.jmp(probe);

        // Few entries have no index: rdi is where they end.
        c.Label(ref linear);
        c.mov(rdi, __[rax + UsedAt]);
        c.lea(rdi, __[rdi + (rdi * 2)]);
        c.lea(rdi, __[rcx + (rdi * 4)]);
        c.lea(r8, __[rcx - EntryBytes]);
        c.Label(ref nextLinear);
        c.add(r8, EntryBytes);
        c.cmp(r8, rdi);
        c.jae(missing);
        c.cmp(__[r8 + EntryHash], rbx);
        c.jne(nextLinear);
        c.Label(ref compare);
        EmitCompare(c, found, next, other);
    }

    /// <summary>The key's hash to edx, as <see cref="Hashing"/> has it.</summary>
    private static void EmitHash(Assembler c, Label other)
    {
        Label small = c.CreateLabel(), mix = c.CreateLabel(), immediate = c.CreateLabel(), hashed = c.CreateLabel();
        c.test(r11b, 1);
        c.je(small);
        c.mov(ebx, r11d);
        c.and(ebx, (int)Value.TagMask);
        c.cmp(ebx, (int)Value.ImmediateTag);
        c.je(immediate);
        c.cmp(ebx, Tag);
        c.jne(other);
        c.cmp(__byte_ptr[r11 + TypeAt], (int)ObjectType.String);
        c.jne(other);
        EmitStringHash(c, hashed);
        c.jmp(hashed);

        c.Label(ref immediate);
        c.mov(rdx, r11);
        c.test(r11b, 0xFF & ~(int)Value.TagMask);
        c.jne(mix);
        // A constant, and from here on it is a Float.
        c.cmp(r11, (int)Value.ZeroBits);
        c.jae(other);
        c.jmp(mix);

        c.Label(ref small);
        c.mov(rdx, r11);
        c.sar(rdx, 1);
        c.Label(ref mix);
        c.mov(rbx, rdx);
        c.shr(rbx, 32);
        c.xor(rdx, rbx);
        c.mov(rbx, Hashing.Factor);
        c.imul(rdx, rbx);
        c.mov(rbx, rdx);
        c.shr(rbx, 29);
        c.xor(rdx, rbx);
        c.shr(rdx, 16);
        c.mov(edx, edx);
        c.Label(ref hashed);
    }

    /// <summary>Kept in the String once it is known, as by <see cref="Strings.Hash"/>.</summary>
    private static void EmitStringHash(Assembler c, Label hashed)
    {
        Label round = c.CreateLabel(), test = c.CreateLabel(), keep = c.CreateLabel();
        c.mov(edx, __[r11 + HashAt]);
        c.test(edx, edx);
        c.jne(hashed);
        EmitStringBytes(c);
        c.lea(rsi, __[r11 + DataAt]);
        c.add(r10, rsi);
        c.mov(edx, unchecked((int)Strings.HashStart));
        c.jmp(test);
        c.Label(ref round);
        c.movzx(edi, __byte_ptr[rsi]);
        c.xor(edx, edi);
        c.imul(edx, edx, (int)Strings.HashFactor);
        c.inc(rsi);
        c.Label(ref test);
        c.cmp(rsi, r10);
        c.jb(round);
        c.test(edx, edx);
        c.jne(keep);
        c.mov(edx, 1);
        c.Label(ref keep);
        c.mov(__[r11 + HashAt], edx);
    }

    /// <summary>How many bytes the key's code points take, to r10.</summary>
    private static void EmitStringBytes(Assembler c)
    {
        c.mov(r10, __[r11 + TypeAt]);
        c.shr(r10, ObjectLayout.LengthShift);
        c.movzx(r14d, __byte_ptr[r11 + InfoAt]);
        c.imul(r10, r14);
    }

    /// <summary>The hashes are equal; what about the keys?</summary>
    private static void EmitCompare(Assembler c, Label found, Label next, Label other)
    {
        Label isObject = c.CreateLabel(), words = c.CreateLabel(), bytes = c.CreateLabel();
        c.mov(r9, __[r8]);
        c.cmp(r9, r11);
        c.je(found);
        c.test(r11b, 1);
        c.jne(isObject);
        // A small Int equals no other one, but maybe a Float.
        c.test(r9b, 1);
        c.je(next);
        c.cmp(r9, (int)Value.UnboundBits);
        c.je(next);
        c.jmp(other);

        c.Label(ref isObject);
        c.lea(r10, __[r11 - Tag]);
        c.test(r10b, (int)Value.TagMask);
        c.jne(next);
        c.lea(r10, __[r9 - Tag]);
        c.test(r10b, (int)Value.TagMask);
        c.jne(next);
        c.cmp(__byte_ptr[r9 + TypeAt], (int)ObjectType.String);
        c.jne(next);
        EmitStringBytes(c);
        c.cmp(r14b, __[r9 + InfoAt]);
        c.jne(next);
        c.mov(r12, __[r11 + TypeAt]);
        c.xor(r12, __[r9 + TypeAt]);
        c.shr(r12, ObjectLayout.LengthShift);
        c.jne(next);
        c.Label(ref words);
        c.cmp(r10, 8);
        c.jb(bytes);
        c.mov(r14, __[r9 + r10 + (DataAt - 8)]);
        c.cmp(r14, __[r11 + r10 + (DataAt - 8)]);
        c.jne(next);
        c.sub(r10, 8);
        c.jmp(words);
        c.Label(ref bytes);
        c.test(r10, r10);
        c.je(found);
        c.mov(r14b, __[r9 + r10 + (DataAt - 1)]);
        c.cmp(r14b, __[r11 + r10 + (DataAt - 1)]);
        c.jne(next);
        c.dec(r10);
        c.jmp(bytes);
    }
}
