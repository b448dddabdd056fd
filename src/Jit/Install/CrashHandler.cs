using System.Runtime.InteropServices;
using System.Text;
using Iced.Intel;
using static Iced.Intel.AssemblerRegisters;

namespace ClaudeLang.Jit.Install;

/// <summary>
/// What the process says when machine code does what the processor forbids, before it dies as it would have died anyway: the function,
/// the image and the bytecode. No C# runs then, so the handler is machine code too, reads a <see cref="CrashTable"/>, and goes on to
/// the handler that was there before: .NET's own, which also gets every signal that comes from other code.
/// </summary>
internal static unsafe partial class CrashHandler
{
    private static readonly int[] Signals = [4, 7, 8, 11]; // SIGILL, SIGBUS, SIGFPE, SIGSEGV
    /// <summary>In `ucontext_t` of x86-64 Linux.</summary>
    private const int InstructionPointer = 168;
    private const int ToStderr = 2, WriteCall = 1;
    /// <summary>As many decimal digits as a number may have, and more.</summary>
    private const int NumberBytes = 32;

    /// <summary>`struct sigaction` of the C library.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 152)]
    private struct SignalAction
    {
        public nint Handler;
    }

    /// <summary>Puts itself in front of the handlers that there are.</summary>
    public static void Install(CodeMemory memory, CrashTable table)
    {
        foreach (int signal in Signals)
        {
            SignalAction action;
            // Nobody handles it: then there is no handler to go on to.
            if (sigaction(signal, null, &action) != 0 || action.Handler is 0 or 1) continue;
            byte[] code = Assemble(table.Address, action.Handler);
            // Flags, mask and the way back stay as they were.
            action.Handler = memory.Place(code);
            _ = sigaction(signal, &action, null);
        }
    }

    /// <summary>C function (int signal, siginfo_t*, ucontext_t*).</summary>
    private static byte[] Assemble(nint table, nint next)
    {
        var a = new Assembler(64);
        Label entry = a.CreateLabel(), other = a.CreateLabel(), chain = a.CreateLabel(), found = a.CreateLabel();
        a.mov(r11, __qword_ptr[rdx + InstructionPointer]);
        a.mov(rax, (long)table);
        a.mov(rcx, __qword_ptr[rax]);
        a.lea(r8, __qword_ptr[rax + CrashTable.EntriesAt]);
        a.Label(ref entry);
        a.test(rcx, rcx);
        a.je(chain);
        a.cmp(r11, __qword_ptr[r8 + CrashTable.StartAt]);
        a.jb(other);
        a.cmp(r11, __qword_ptr[r8 + CrashTable.EndAt]);
        a.jb(found);
        a.Label(ref other);
        a.add(r8, CrashTable.EntryBytes);
        a.dec(rcx);
        a.jmp(entry);
        a.Label(ref chain);
        a.mov(rax, (long)next);
        a.jmp(rax);
        a.Label(ref found);
        Tell(a);
        a.jmp(chain);
        var bytes = new MemoryStream();
        a.Assemble(new StreamCodeWriter(bytes), 0);
        return bytes.ToArray();
    }

    /// <summary>r8: the table's entry, r11: the address. Leaves every register that a C function must not change, and the arguments.</summary>
    private static void Tell(Assembler a)
    {
        AssemblerRegister64[] kept = [rdi, rsi, rdx, rbx, r12, r13, r14, r15];
        Label site = a.CreateLabel(), end = a.CreateLabel(), last = a.CreateLabel(), write = a.CreateLabel(), number = a.CreateLabel(), done = a.CreateLabel();
        foreach (AssemblerRegister64 register in kept) a.push(register);
        a.mov(rbx, r8);
        a.mov(r12, r11);
        a.sub(r12, __qword_ptr[rbx + CrashTable.StartAt]);
        WriteText(CrashTable.BeforeName);
        a.mov(rsi, __qword_ptr[rbx + CrashTable.NameAt]);
        a.mov(rdx, __qword_ptr[rbx + CrashTable.NameBytesAt]);
        a.call(write);
        WriteText(CrashTable.BeforeOffset);
        a.mov(rax, r12);
        a.call(number);
        a.mov(rdx, __qword_ptr[rbx + CrashTable.SitesAt]);
        a.mov(rcx, __qword_ptr[rbx + CrashTable.SiteCountAt]);
        a.xor(r13d, r13d);
        a.Label(ref site);
        a.test(rcx, rcx);
        a.je(last);
        a.mov(eax, __dword_ptr[rdx]);
        a.cmp(rax, r12);
        a.ja(last);
        a.mov(r13, rdx);
        a.add(rdx, CrashTable.SiteBytes);
        a.dec(rcx);
        a.jmp(site);
        a.Label(ref last);
        a.test(r13, r13);
        a.je(end);
        WriteText(CrashTable.BeforePc);
        a.mov(eax, __dword_ptr[r13 + 4]);
        a.call(number);
        WriteText(CrashTable.BeforeLine);
        a.mov(eax, __dword_ptr[r13 + 8]);
        a.call(number);
        a.Label(ref end);
        WriteText(CrashTable.End);
        foreach (AssemblerRegister64 register in kept.Reverse()) a.pop(register);
        a.jmp(done);

        // rsi, rdx: text and bytes of it.
        a.Label(ref write);
        a.mov(edi, ToStderr);
        a.mov(eax, WriteCall);
        a.syscall();
        a.ret();

        // rax: a number.
        Label digit = a.CreateLabel();
        a.Label(ref number);
        a.lea(rsi, __qword_ptr[rsp]);
        a.sub(rsp, NumberBytes);
        a.mov(ecx, 10);
        a.mov(r14, rsi);
        a.Label(ref digit);
        a.xor(edx, edx);
        a.div(rcx);
        a.add(edx, '0');
        a.dec(rsi);
        a.mov(__byte_ptr[rsi], dl);
        a.test(rax, rax);
        a.jne(digit);
        a.mov(rdx, r14);
        a.sub(rdx, rsi);
        a.call(write);
        a.add(rsp, NumberBytes);
        a.ret();
        a.Label(ref done);
        a.nop();

        void WriteText(string text)
        {
            a.mov(rsi, (long)CrashTable.Forever(text));
            a.mov(edx, Encoding.UTF8.GetByteCount(text));
            a.call(write);
        }
    }

    [LibraryImport("libc")]
    private static partial int sigaction(int signal, SignalAction* action, SignalAction* old);
}
