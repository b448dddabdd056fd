using System.Collections.Immutable;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>One line of a stack trace.</summary>
public readonly record struct TraceLine(string Function, string File, SourcePosition Position)
{
    public override string ToString() => Position.Line == 0 ? $"  at {Function} ({File})" : $"  at {Function} ({File}:{Position.Line}:{Position.Column})";
}

/// <summary>An error that ended the run: what stderr gets.</summary>
/// <param name="Kind">Of an Error record: its kind, without the colon of a keyword; else empty.</param>
/// <param name="Message">Of an Error record: its message; else what the value looks like.</param>
/// <param name="Text">Both, as the line behind `error: `.</param>
public sealed record FaultReport(string Kind, string Message, string Text, ImmutableArray<TraceLine> Trace)
{
    /// <summary>Innermost lines that a trace shows.</summary>
    public const int TraceLinesMax = 60;

    /// <summary>An imported file that does not compile has its own places in its text.</summary>
    public override string ToString() => Kind == ImportFailure.Syntax ? Message + "\n" : $"error: {Text}\n{string.Concat(Trace.Select(line => line + "\n"))}{(Trace.Length == TraceLinesMax ? "  ...\n" : "")}";
}

/// <summary>Walking the fiber's stack: for the collector and for stack traces.</summary>
public sealed unsafe partial class Execution
{
    /// <summary>Words of Args that hold live values while C# runs.</summary>
    private int _argsLive;

    /// <summary>One frame: either kind.</summary>
    /// <param name="Site">Null for an interpreter frame.</param>
    /// <param name="Saved">The registers of the top machine frame if it left by SaveAndExit.</param>
    internal readonly ref struct Frame(ulong* low, NativeSite? site, ulong* saved)
    {
        public readonly ulong* Low = low, Saved = saved;
        public readonly NativeSite? Site = site;
        public ulong* ReturnSlot => Site is null ? Low + Interpreter.HandleOf(Low[0])->FrameWords : Low + Site.FrameWords;
    }

    private bool TryTopFrame(out Frame frame) => TryTopFrame(_top, (ulong*)_context->FiberSp, out frame);

    private bool TryTopFrame(TopFrame top, ulong* sp, out Frame frame)
    {
        switch (top)
        {
            case TopFrame.Interpreter:
                frame = new Frame(sp, null, null);
                return true;
            case TopFrame.Saved:
                frame = new Frame(sp + SavedRegisters.Words + 1, SiteAt((nint)sp[SavedRegisters.Words]), sp);
                return true;
            case TopFrame.AtCall:
                return TryCaller(sp, out frame);
            default:
                frame = default;
                return false;
        }
    }

    private bool TryCaller(ulong* returnSlot, out Frame frame)
    {
        nint returnAddress = ReturnAddressAt(returnSlot);
        frame = returnAddress == 0 ? default
            : returnAddress == _context->ReturnToInterpreterStub ? new Frame(returnSlot + 1, null, null)
            : new Frame(returnSlot + 1, SiteAt(returnAddress), null);
        return returnAddress != 0;
    }

    void IRootSource.VisitRoots(RootVisitor visitor)
    {
        visitor.VisitRange(&_context->Args, _argsLive);
        VisitChecks(visitor);
        VisitGlobals(visitor);
        VisitConstants(visitor);
        fixed (ulong* thrown = &_thrown) visitor.Visit(thrown);
        visitor.Visit(&_context->Handlers);
        VisitTrampolines(visitor);
        if (_element is not null) fixed (ulong* element = _element) visitor.VisitRange(element, _element.Length);
        VisitFibers(visitor);
        VisitStack(visitor);
    }

    private void VisitFrames(RootVisitor visitor, TopFrame top, ulong* sp)
    {
        if (!TryTopFrame(top, sp, out Frame frame)) return;
        do
        {
            // The handle is reached through the function word: read it before the collector moves the closure.
            ulong* returnSlot = frame.ReturnSlot;
            VisitFrame(visitor, frame);
            if (!TryCaller(returnSlot, out frame)) return;
        }
        while (true);
    }

    private static void VisitFrame(RootVisitor visitor, Frame frame)
    {
        visitor.Visit(frame.Low + InterpreterFrame.Function);
        if (frame.Site is null)
        {
            int live = InterpreterFrame.LiveWords(frame.Low[InterpreterFrame.Resume]);
            visitor.VisitRange(frame.Low + InterpreterFrame.Locals, live - InterpreterFrame.Locals);
            return;
        }
        foreach (int slot in frame.Site.TaggedSlots) visitor.Visit(frame.Low + slot);
        for (int register = 0; frame.Saved is not null && register < 16; register++)
        {
            if ((frame.Site.TaggedGprs >> register & 1) != 0) visitor.Visit(frame.Saved + register);
        }
    }

    private FaultReport Report(Value thrown, int trace)
    {
        ImmutableArray<TraceLine> lines = trace == NoTrace ? [] : _traces[trace];
        if (!Objects.Is(thrown, ObjectType.Record) || Objects.Word(thrown, Objects.FieldsTag) != Heap.ErrorType)
        {
            string value = "uncaught value: " + Printer.Quoted(thrown);
            return new FaultReport("", value, value, lines);
        }
        string kind = Printer.Display(Objects.Field(thrown, 0)), message = Printer.Display(Objects.Field(thrown, 1));
        return new FaultReport(kind.TrimStart(':'), message, $"{kind} {message}", lines);
    }

    /// <param name="before">The trace of the task that failed first.</param>
    private ImmutableArray<TraceLine> TraceOfStack(int before)
    {
        var lines = ImmutableArray.CreateBuilder<TraceLine>();
        if (before != NoTrace) lines.AddRange(_traces[before]);
        bool isTop = _top == TopFrame.Interpreter, isBodyOfNext = false;
        for (bool more = TryTopFrame(out Frame frame); more && lines.Count < FaultReport.TraceLinesMax; more = TryCaller(frame.ReturnSlot, out frame))
        {
            FunctionHandle* h = Interpreter.HandleOf(frame.Low[0]);
            // The body of a `handle` is part of the function around it, which has given its line then.
            if (!IsTrampoline(h) && !isBodyOfNext)
            {
                AddLines(lines, _chunks[h->Index], FileNameOf(h->Index), PcOf(frame, h, isTop));
                foreach (Snapshot caller in frame.Site?.Callers ?? []) AddLines(lines, _chunks[h->Index], FileNameOf(h->Index), caller.BytecodePc);
            }
            isBodyOfNext = h == _handle && frame.Low[InterpreterFrame.Locals + 3] != Value.TrueBits && lines.Count > 0;
            isTop = false;
        }
        if (lines.Count > FaultReport.TraceLinesMax) lines.RemoveRange(FaultReport.TraceLinesMax, lines.Count - FaultReport.TraceLinesMax);
        return lines.ToImmutable();
    }

    /// <summary>The lines of one frame, innermost first: a named let that runs inside a frame is shown as a frame of its own.</summary>
    private static void AddLines(ImmutableArray<TraceLine>.Builder lines, Chunk chunk, string file, int pc)
    {
        SourcePosition position = pc < chunk.Positions.Length ? chunk.Positions[pc] : default;
        for (int i = chunk.InlinedLoops.Length - 1; i >= 0; i--)
        {
            InlinedLoop loop = chunk.InlinedLoops[i];
            if (pc < loop.StartPc || pc >= loop.EndPc) continue;
            lines.Add(new TraceLine(loop.Name, file, position));
            if (loop.IsTail) return;
            position = loop.CallSite;
        }
        lines.Add(new TraceLine(chunk.Name, file, position));
    }
}
