using System.Collections.Immutable;
using System.Diagnostics;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Profile;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>Code that was installed for a function of this run, for reports.</summary>
/// <param name="RequestedUs">Microseconds from the run's start to the request; null if the code came without one.</param>
/// <param name="PublishedUs">Microseconds from the run's start to the store that made it callable.</param>
public sealed record InstallEvent(int EntryPc, double? RequestedUs, double PublishedUs, int CodeBytes, string ImageKey, string Origin);

/// <summary>How one function fares: a copy, safe to keep.</summary>
public sealed record FunctionStatus(
    int Index, string Name, Hash256 Hash, bool IsLibrary, ExecutionMode Mode, bool WasRequested, int Deopts, IReadOnlyList<InstallEvent> Installs);

/// <summary>Counting, asking for compiles, publishing code and withdrawing it.</summary>
public sealed unsafe partial class Execution
{
    /// <summary>What the run keeps of one function beside its handle. Guarded by itself: installs come from other threads.</summary>
    private sealed class FunctionState
    {
        public readonly Dictionary<int, long> RequestedAt = [];
        public readonly Dictionary<int, InstalledCode> Loops = [];
        /// <summary>By instruction.</summary>
        public readonly Dictionary<int, int> GuardFailures = [], BaselineFailures = [];
        public readonly List<InstallEvent> Installs = [];
        /// <summary>Entries that elements of a `parallel:map` wait for.</summary>
        public readonly HashSet<(CodeTier Tier, int EntryPc)> OnTheWay = [];
        /// <summary>What is published for calls.</summary>
        public InstalledCode? Code;
        public int Deopts, DeoptsOfThisCode, DeoptsOfBaseline, Withdrawals, WithdrawalsOfBaseline;
        public InstalledCode? Baseline;
        /// <summary>Under stress: the optimized code for calls that was installed last, whether or not it is published.</summary>
        public InstalledCode? Optimized;
        public bool IsBaselineRequested;
        /// <summary>What the countdown was when machine code left a frame to the interpreter, which is to ask for its next turn; 0 if it was not touched.</summary>
        public int CountdownBefore;
        /// <summary>What the countdown began at; the counts of this stage, and of the whole run, up to that beginning.</summary>
        public long Turn, Counted, Turns;
    }

    private readonly List<FunctionState> _functionStates = [];
    /// <summary>All code that this run ever published: a frame, a fiber or a continuation may go on in it. Guarded by itself.</summary>
    private readonly HashSet<InstalledCode> _heldCode = new(ReferenceEqualityComparer.Instance);

    /// <summary>Of all functions, the library's included; from any thread.</summary>
    public IReadOnlyList<FunctionStatus> Functions
    {
        get
        {
            var all = new List<FunctionStatus>(_chunks.Count);
            for (int i = 0; i < _chunks.Count; i++)
            {
                FunctionState state = _functionStates[i];
                lock (state)
                {
                    all.Add(new FunctionStatus(
                        i, _chunks[i].Name, Code.Identities.Of(_chunks[i]), i < _libraryFunctionCount, ModeOf((FunctionHandle*)_handles[i], state),
                        state.RequestedAt.Count > 0, state.Deopts, [.. state.Installs]));
                }
            }
            return all;
        }
    }

    /// <summary>A copy of the feedback that the functions that were asked for have now, for sharing; on the owner's thread or between slices.</summary>
    public byte[] FeedbackOf(int functionIndex)
    {
        var h = (FunctionHandle*)_handles[functionIndex];
        return new Span<byte>(h->Feedback, _chunks[functionIndex].Code.Length).ToArray();
    }

    public Chunk ChunkOf(int functionIndex) => _chunks[functionIndex];
    /// <summary>Who follows what happens to code; null: nobody.</summary>
    public Action<TierEvent>? TierLog => _options.TierLog;
    public int FunctionCount => _chunks.Count;

    /// <summary>Makes installed code callable: one aligned store. From any thread, also when the run is over.</summary>
    public void Publish(int functionIndex, InstalledCode code)
    {
        _call?.Publish(functionIndex, code);
        FunctionState state = _functionStates[functionIndex];
        var h = (FunctionHandle*)_handles[functionIndex];
        lock (state)
        {
            state.OnTheWay.Remove((code.Tier, code.EntryPc));
            if (_disposed || _native is null || (code.Tier == CodeTier.Optimized && state.Withdrawals > _tiers.WithdrawalsMax)) return;
            if (!Holds(code))
            {
                // It may be asked for again.
                if (code.Tier == CodeTier.Baseline) state.IsBaselineRequested = false;
                else state.RequestedAt.Remove(code.EntryPc);
                return;
            }
            double? requestedUs = state.RequestedAt.TryGetValue(code.EntryPc, out long at) ? MicrosecondsUntil(at) : null;
            state.Installs.Add(new InstallEvent(
                code.EntryPc, requestedUs, MicrosecondsUntil(Stopwatch.GetTimestamp()), code.CodeBytes, code.ImageKey, code.Origin));
            // An element has the code of the run that it is part of.
            if (!IsElement) TierLog?.Invoke(new TierEvent.Installed(_chunks[functionIndex], code, InsteadOf(state, code.EntryPc)));
            if (code.EntryPc != 0)
            {
                state.Loops[code.EntryPc] = code;
                return;
            }
            if (code.Tier == CodeTier.Baseline)
            {
                (state.Baseline, state.DeoptsOfBaseline, state.IsBaselineRequested) = (code, 0, true);
                if (state.Code is { Tier: CodeTier.Optimized }) return;
            }
            else state.Optimized = code;
            state.Code = code;
            PublishEntry(h, code.Entry);
        }
    }

    /// <summary>False: it had to make room since it was installed.</summary>
    private bool Holds(InstalledCode code)
    {
        lock (_heldCode)
        {
            if (_heldCode.Contains(code)) return true;
            if (!_native!.TryHold(code)) return false;
            _heldCode.Add(code);
            return true;
        }
    }

    private static CodeTier? InsteadOf(FunctionState state, int entryPc) => (state.Loops.GetValueOrDefault(entryPc) ?? state.Code ?? state.Baseline)?.Tier;

    private static void PublishEntry(FunctionHandle* h, nint entry)
    {
        Volatile.Write(ref h->NativeEntry, entry);
        Volatile.Write(ref h->CallShape, FunctionHandle.SlowCall);
        Volatile.Write(ref h->Entry, entry);
    }

    private double MicrosecondsUntil(long timestamp) => Stopwatch.GetElapsedTime(Started, timestamp).TotalMicroseconds;

    private static ExecutionMode ModeOf(FunctionHandle* h, FunctionState state) =>
        state.Loops.Count > 0 || (h->NativeEntry != 0 && h->NativeEntry != state.Baseline?.Entry) ? ExecutionMode.JitCompiled
        : state.Baseline is not null ? ExecutionMode.Baseline : (ExecutionMode)h->Mode;

    private void CountCall(FunctionHandle* h)
    {
        if (_meteredFuel) return;
        if (--h->Countdown <= 0) OnCountdown(h, entryPc: 0);
    }

    /// <summary>A back-edge that was due: polled, or its function's count ran out. The frame is saved at the loop's head.</summary>
    internal LoopOutcome OnLoop()
    {
        ulong* fp = (ulong*)_context->FiberSp;
        FunctionHandle* h = Interpreter.HandleOf(fp[0]);
        _top = TopFrame.Interpreter;
        if (_context->StackLimit == nint.MaxValue && TakePreemption()) return LoopOutcome.Yield;
        ThrowIfOutOfTime();
        if (_meteredFuel)
        {
            BurnTurn(h);
            return LoopOutcome.Continue;
        }
        if (h->Countdown > 0) return LoopOutcome.Continue;
        int pc = (int)(InterpreterFrame.ResumePc(fp[InterpreterFrame.Resume]) - h->Code);
        if (OnTurn(h, pc) is not { } code) return LoopOutcome.Continue;
        if (code.Tier == CodeTier.Optimized) EnterLoop(h, fp, code);
        else EnterBaseline(h, fp, code.LoopEntries![pc]);
        return LoopOutcome.Enter;
    }

    /// <summary>The count ran out at a loop's head, or at the function's entry (<paramref name="pc"/> 0). Returns the best code that a frame there can go on in.</summary>
    private InstalledCode? OnTurn(FunctionHandle* h, int pc)
    {
        FunctionState state = _functionStates[h->Index];
        InstalledCode? code;
        bool isCallAskedFor;
        int before;
        lock (state)
        {
            state.Loops.TryGetValue(pc, out code);
            isCallAskedFor = state.RequestedAt.ContainsKey(0);
            (before, state.CountdownBefore) = (state.CountdownBefore, 0);
        }
        if (before > 0) h->Countdown = before;
        // Calls and rounds share one count, and a loop in every call may use it up each time: so the next call counts as the last.
        else if (code is not null) NextTurn(h, state, isCallAskedFor ? _tiers.RecheckAfter : 1);
        else OnCountdown(h, pc);
        if (code is not null) return code;
        // A compile that was waited for has its code by now.
        lock (state) if (state.Loops.TryGetValue(pc, out code)) return code;
        lock (state) return state.Baseline?.LoopEntries?.ContainsKey(pc) == true ? state.Baseline : null;
    }

    /// <summary>The interpreter frame becomes the baseline frame that it nearly is.</summary>
    private void EnterBaseline(FunctionHandle* h, ulong* fp, nint entry)
    {
        fp[InterpreterFrame.Resume] = (ulong)h;
        _context->Target = entry;
        _next = Next.Enter;
        _context->FiberSp = (nint)fp;
    }

    /// <summary>Machine code left this function's frame to the interpreter: the next back-edge asks whether there is a way back.</summary>
    private void ReturnAtNextTurn(FunctionHandle* h)
    {
        FunctionState state = _functionStates[h->Index];
        lock (state)
        {
            if ((state.Baseline is null && state.Loops.Count == 0) || h->Countdown <= 1) return;
            state.CountdownBefore = h->Countdown;
            h->Countdown = 1;
        }
    }

    /// <summary>The same question after a call that the fast path did not do; the top frame is saved and goes on where its resume word says.</summary>
    internal bool YieldsNow()
    {
        _top = TopFrame.Interpreter;
        bool yields = TakePreemption();
        if (!yields) ThrowIfOutOfTime();
        return yields;
    }

    /// <summary>The frame's words become arguments, the frame is taken down; the code sets up its own at the same return address.</summary>
    private void EnterLoop(FunctionHandle* h, ulong* fp, InstalledCode code)
    {
        int words = InterpreterFrame.LiveWords(fp[InterpreterFrame.Resume]) - InterpreterFrame.Locals;
        Check.That(words <= ExecContext.ArgsMax, "a frame too large for machine code was compiled");
        new Span<ulong>(fp + InterpreterFrame.Locals, words).CopyTo(new Span<ulong>(&_context->Args, words));
        _context->Callee = fp[InterpreterFrame.Function];
        _context->ArgCount = words;
        _context->Target = code.Entry;
        _next = Next.Enter;
        _context->FiberSp = (nint)(fp + h->FrameWords);
    }

    private void OnCountdown(FunctionHandle* h, int entryPc)
    {
        if (_sink is null)
        {
            h->Countdown = int.MaxValue;
            return;
        }
        FunctionState state = _functionStates[h->Index];
        if (_stress.HasFlag(StressKinds.Install)) SwapCode(h);
        bool requested;
        lock (state) requested = state.RequestedAt.ContainsKey(entryPc);
        long counted = state.Counted + state.Turn;
        TierDecision decision = TierPolicy.OnCountdown(
            _tiers, (ExecutionMode)h->Mode, state.IsBaselineRequested, requested, state.Withdrawals, isLoop: entryPc != 0, counted);
        NextTurn(h, state, TierPolicy.NextCountdown(_tiers, decision, counted));
        if (decision is TierDecision.StartProfiling or TierDecision.RequestBaseline) state.Counted = 0;
        switch (decision)
        {
            case TierDecision.StartProfiling:
                StartProfiling(h);
                break;
            case TierDecision.RequestBaseline:
                state.IsBaselineRequested = true;
                _sink.Request(this, new CompileCandidate(h->Index, _chunks[h->Index], EntryPc: 0, FeedbackForBaseline(h, state), CodeTier.Baseline, state.Turns, LeavesAtGuards));
                break;
            case TierDecision.RequestCompile:
                lock (state) state.RequestedAt[entryPc] = Stopwatch.GetTimestamp();
                _sink.Request(this, new CompileCandidate(h->Index, _chunks[h->Index], entryPc, FeedbackOf(h->Index), Turns: state.Turns, LeavesAtGuards: LeavesAtGuards) { Callees = CalleesOf(h) });
                break;
        }
    }

    /// <summary>Small functions that the function may call and that were seen at work.</summary>
    private List<CandidateCallee> CalleesOf(FunctionHandle* h)
    {
        var callees = new List<CandidateCallee>();
        ImmutableArray<GlobalRef> globals = _chunks[h->Index].Globals;
        for (int i = 0; i < globals.Length; i++)
        {
            var value = new Value(*h->Globals[i]);
            if (globals[i].Kind != GlobalKind.Function || globals[i].IsSelf || !IsClosure(value)) continue;
            FunctionHandle* callee = Interpreter.HandleOf(value.Bits);
            if (callee->Mode != (byte)ExecutionMode.Interpreted && LeafFunctions.Is(_chunks[callee->Index])) callees.Add(new CandidateCallee(i, _chunks[callee->Index], FeedbackOf(callee->Index)));
        }
        return callees;
    }

    /// <summary>The countdown has run out and begins anew.</summary>
    private static void NextTurn(FunctionHandle* h, FunctionState state, int countdown)
    {
        state.Counted += state.Turn;
        state.Turns += state.Turn;
        state.Turn = h->Countdown = countdown;
    }

    /// <summary>From here on what is recorded counts: the first rounds of a program are often not typical.</summary>
    private void StartProfiling(FunctionHandle* h)
    {
        new Span<byte>(h->Feedback, _chunks[h->Index].Code.Length).Clear();
        h->Mode = (byte)ExecutionMode.Profiling;
    }

    /// <summary>On the owner's thread: others only publish.</summary>
    /// <param name="code">Null: calls are interpreted.</param>
    private void UseForCalls(FunctionHandle* h, FunctionState state, InstalledCode? code)
    {
        state.Code = code;
        if (code is not null)
        {
            PublishEntry(h, code.Entry);
            return;
        }
        h->Entry = _context->EnterInterpreterStub;
        h->NativeEntry = 0;
        h->CallShape = (h->Flags & FunctionHandle.HasRestFlag) != 0 ? FunctionHandle.SlowCall : h->ParamCount;
    }
}
