using System.Collections.Immutable;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>What the dispatcher does next.</summary>
internal enum Next
{
    /// <summary>The interpreter goes on with the top frame.</summary>
    Interpret,
    /// <summary>Target is entered.</summary>
    Enter,
    /// <summary>Result is returned to the machine code at [FiberSp].</summary>
    ResumeReturn,
    /// <summary>The machine frame whose registers are saved at FiberSp goes on.</summary>
    ResumeSaved,
    /// <summary>The running fiber waits: its frames are gone from the stack.</summary>
    Switch,
    /// <summary>The fiber's first frame returned Result.</summary>
    Ended,
    /// <summary>An error left the fiber's first frame.</summary>
    Failed,
    /// <summary>An error that nobody may catch ended the program.</summary>
    Over,
}

internal enum DispatchEnd
{
    Yielded, Switched, Ended, Failed, Over,
}

/// <summary>What stands at FiberSp while C# runs.</summary>
public enum TopFrame
{
    None,
    /// <summary>An interpreter frame's low end.</summary>
    Interpreter,
    /// <summary>SavedRegisters, above them the return address of a Poll, Deopt or RuntimeCall site.</summary>
    Saved,
    /// <summary>The return address of a call site: the callee has no frame yet.</summary>
    AtCall,
}

/// <summary>Between the interpreter and machine code: the only place that knows both.</summary>
public sealed unsafe partial class Execution
{
    private TopFrame _top = TopFrame.None;

    /// <summary>Runs the fiber on the stack until it ends, waits or is pre-empted.</summary>
    private DispatchEnd Dispatch()
    {
        while (true)
        {
            switch (_next)
            {
                case Next.Interpret:
                    switch (Interpreter.Run(this, _context))
                    {
                        case InterpreterExit.Yield: return DispatchEnd.Yielded;
                        case InterpreterExit.Returned: ReturnInto(); break;
                    }
                    continue;
                case Next.Switch: return DispatchEnd.Switched;
                case Next.Ended: return DispatchEnd.Ended;
                case Next.Failed: return DispatchEnd.Failed;
                case Next.Over: return DispatchEnd.Over;
                case Next.ResumeSaved when _context->StackLimit == nint.MaxValue:
                    // Pre-empted while C# worked for machine code: nothing is lost by looking now.
                    if (TakePreemption()) return DispatchEnd.Yielded;
                    if (Meter.TakeDeadline() is { } late)
                    {
                        LeaveMachineFrame(isGuardFailure: false);
                        throw late;
                    }
                    break;
            }
            if (!EnterNative()) return DispatchEnd.Yielded;
        }
    }

    /// <summary>Runs machine code and serves what it came back with; false if pre-empted, with everything saved.</summary>
    private bool EnterNative()
    {
        NativeStubs stubs = _native!.Stubs;
        if (_stress != StressKinds.None) ArmPolls();
        nint routine = _next switch
        {
            Next.Enter => stubs.Enter,
            Next.ResumeReturn => stubs.ResumeReturn,
            _ => stubs.ResumeSaved,
        };
        // Machine code may stand in for the first frame; its return must lead here.
        ulong* bottom = (ulong*)_stack.Top - 1;
        *bottom = (ulong)_context->ReturnToInterpreterStub;
        Volatile.Write(ref _context->InNative, 1);
        var exit = (NativeExit)((delegate* unmanaged<ExecContext*, int>)routine)(_context);
        Volatile.Write(ref _context->InNative, 0);
        // It may be another fiber's stack by now.
        *((ulong*)_stack.Top - 1) = 0;
        switch (exit)
        {
            case NativeExit.Returned when _context->FiberSp == _stack.Top:
                _top = TopFrame.None;
                _next = Next.Ended;
                return true;
            case NativeExit.Returned:
                ResumeInterpreter();
                return true;
            case NativeExit.Watermark:
                _context->FiberSp -= 8;
                _top = TopFrame.AtCall;
                ReturnInto();
                return true;
            case NativeExit.Served:
                RaiseServingFault();
                return true;
            case NativeExit.Tick:
                _top = TopFrame.AtCall;
                return ServeTick();
            case NativeExit.Poll:
                _top = TopFrame.Saved;
                return ServePoll();
            case NativeExit.Deopt:
                _top = TopFrame.Saved;
                LeaveMachineFrame(isGuardFailure: _stress == StressKinds.None || IsGuardFailure());
                return true;
            case NativeExit.DeoptInPlace:
                _top = TopFrame.AtCall;
                LeaveMachineFrame(isGuardFailure: true);
                return true;
            default:
                throw new BugException($"machine code came back with {exit}");
        }
    }

    /// <summary>The frame at FiberSp goes on with Result as the value of its call.</summary>
    private void PushResult()
    {
        ulong* fp = (ulong*)_context->FiberSp;
        ulong resume = fp[InterpreterFrame.Resume];
        int live = InterpreterFrame.LiveWords(resume);
        fp[live] = _context->Result;
        fp[InterpreterFrame.Resume] = InterpreterFrame.PackResume(InterpreterFrame.ResumePc(resume), live + 1);
    }

    private bool ServePoll()
    {
        int pc = (int)(_context->ExitDetail >> 8);
        if (_context->FiberSp < StackFloor + FiberStack.ReserveBytes && IsStackFull())
        {
            LeaveMachineFrame(isGuardFailure: false);
            throw StackOverflow();
        }
        bool yields = TakePreemption();
        if (Meter.TakeDeadline() is { } late)
        {
            LeaveMachineFrame(isGuardFailure: false);
            throw late;
        }
        if (_stress != StressKinds.None && StressLeavesPoll(pc)) LeaveMachineFrame(isGuardFailure: false);
        else _next = Next.ResumeSaved;
        return !yields;
    }

    /// <summary>The frame checks compare with the limit itself; saved registers may stand a little below it.</summary>
    private bool IsStackFull() => _context->FiberSp + ((SavedRegisters.Words + 1) * 8) < StackFloor;

    /// <summary>After the stack or its floor changed. An interrupt that comes meanwhile stays: it may be the only one.</summary>
    private void SetLimit()
    {
        nint seen = Volatile.Read(ref _context->StackLimit);
        if (seen != nint.MaxValue && seen != StackFloor) Interlocked.CompareExchange(ref _context->StackLimit, StackFloor, seen);
    }

    /// <summary>Puts the real limit back and says whether pre-emption was the reason that it was gone.</summary>
    private bool TakePreemption()
    {
        _context->StackLimit = StackFloor;
        return Interlocked.Exchange(ref _preemptRequested, 0) != 0;
    }

    /// <summary>
    /// Replaces the machine frame whose registers are saved at FiberSp by the interpreter frame that the site's snapshot describes.
    /// </summary>
    private void LeaveMachineFrame(bool isGuardFailure)
    {
        TryTopFrame(out Frame frame);
        FunctionHandle* h = Interpreter.HandleOf(frame.Low[0]);
        nint address = (nint)frame.Low[-1];
        _context->FiberSp = (nint)ToInterpreterFrame(frame, h);
        _top = TopFrame.Interpreter;
        _next = Next.Interpret;
        if (isGuardFailure) OnGuardFailed(h, frame.Site!, address);
        ReturnAtNextTurn(h);
    }

    /// <summary>
    /// Writes the interpreter frame that a machine frame's snapshot describes in its place, above it those that wait for it: they begin at the same return
    /// address and may be larger or smaller. What lies below is overwritten.
    /// </summary>
    /// <returns>The one that goes on.</returns>
    private ulong* ToInterpreterFrame(Frame frame, FunctionHandle* h)
    {
        Snapshot snapshot = SnapshotOf(frame.Site!);
        if (frame.Site!.Kind is SiteKind.Step or SiteKind.Tick or SiteKind.DeoptInPlace)
        {
            // It is one already, but for the resume word.
            frame.Low[InterpreterFrame.Resume] = InterpreterFrame.PackResume(h->Code + snapshot.BytecodePc, InterpreterFrame.Locals + snapshot.Slots.Length);
            return frame.Low;
        }
        ulong* machineFrame = frame.Low, returnSlot = frame.ReturnSlot;
        ImmutableArray<SlotSource> sources = frame.Site.Callers.IsEmpty ? snapshot.Slots : [.. snapshot.Slots, .. frame.Site.Callers.SelectMany(caller => caller.Slots)];
        ulong[] words = new ulong[sources.Length];
        // Boxing a rare double may collect; the frame is still the root of everything meanwhile, so floats go first.
        _argsLive = ExecContext.ArgsMax;
        ZeroUnusedArgs(sources);
        using (RootScope scope = Heap.Roots())
        {
            var boxed = new Root[sources.Length];
            for (int i = 0; i < words.Length; i++)
            {
                if (TryReadDouble(sources[i], frame.Saved, machineFrame, out double d)) boxed[i] = scope.Add(Heap.FromDouble(d));
            }
            for (int i = 0; i < words.Length; i++)
            {
                words[i] = sources[i].Kind is SlotSourceKind.Xmm or SlotSourceKind.FloatSlot
                    ? boxed[i].Value.Bits
                    : ReadWord(sources[i], h, frame.Saved, machineFrame);
            }
        }
        _argsLive = 0;
        ulong function = machineFrame[0];
        Span<ulong> left = words;
        for (int i = frame.Site.Callers.Length - 1; i >= 0; i--)
        {
            Snapshot caller = frame.Site.Callers[i];
            returnSlot = WriteFrame(returnSlot, h, function, caller.BytecodePc + 1, left[^caller.Slots.Length..]) - 1;
            *returnSlot = (ulong)_context->ReturnToInterpreterStub;
            left = left[..^caller.Slots.Length];
        }
        return WriteFrame(returnSlot, h, function, snapshot.BytecodePc, left);
    }

    private static ulong* WriteFrame(ulong* returnSlot, FunctionHandle* h, ulong function, int pc, ReadOnlySpan<ulong> values)
    {
        ulong* fp = returnSlot - h->FrameWords;
        fp[InterpreterFrame.Function] = function;
        values.CopyTo(new Span<ulong>(fp + InterpreterFrame.Locals, values.Length));
        fp[InterpreterFrame.Resume] = InterpreterFrame.PackResume(h->Code + pc, InterpreterFrame.Locals + values.Length);
        return fp;
    }

    /// <summary>Arguments that no source names may hold anything; the collector must not look at them.</summary>
    private void ZeroUnusedArgs(ImmutableArray<SlotSource> sources)
    {
        int used = 0;
        foreach (SlotSource source in sources)
        {
            if (source.Kind == SlotSourceKind.Arg) used = Math.Max(used, (int)source.Operand + 1);
        }
        _argsLive = used;
    }

    private static bool TryReadDouble(SlotSource source, ulong* saved, ulong* frame, out double d)
    {
        ulong* at = source.Kind switch
        {
            SlotSourceKind.Xmm => saved + 16 + source.Operand,
            SlotSourceKind.FloatSlot => frame + source.Operand,
            _ => null,
        };
        d = at is null ? 0 : *(double*)at;
        return at is not null;
    }

    private ulong ReadWord(SlotSource source, FunctionHandle* h, ulong* saved, ulong* frame) => source.Kind switch
    {
        SlotSourceKind.Constant => source.Operand,
        SlotSourceKind.Gpr => saved[source.Operand],
        SlotSourceKind.Slot => frame[source.Operand],
        SlotSourceKind.GprBool => Value.FromBool((byte)saved[source.Operand] != 0).Bits,
        SlotSourceKind.BoolSlot => Value.FromBool((byte)frame[source.Operand] != 0).Bits,
        SlotSourceKind.Arg => (&_context->Args)[source.Operand],
        SlotSourceKind.ChunkConstant => h->Constants[source.Operand],
        SlotSourceKind.Global => h->Globals[source.Operand][GlobalCell.Content],
        _ => throw new BugException($"unknown slot source {source.Kind}"),
    };

    private const int KnownSitesCount = 512;
    /// <summary>What was looked up last, by bits of the address. Code that a run holds stays where it is, so it stays true.</summary>
    private readonly (nint ReturnAddress, NativeSite? Site)[] _knownSites = new (nint, NativeSite?)[KnownSitesCount];

    private NativeSite SiteAt(nint returnAddress)
    {
        ref (nint ReturnAddress, NativeSite? Site) known = ref _knownSites[(returnAddress ^ (returnAddress >> 9)) & (KnownSitesCount - 1)];
        if (known.ReturnAddress == returnAddress && known.Site is { } looked) return looked;
        NativeSite? site = _native!.FindSite(returnAddress);
        Check.That(site is not null, "a return address belongs to no installed image");
        known = (returnAddress, site);
        return site;
    }
}
