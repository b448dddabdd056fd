using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>
/// Effects: the handlers in force are a chain of HandlerSets. `handler` calls a function on top of the frames that performed the effect. `handle`
/// takes all frames down to its own away into a continuation, which puts them back when it is called: they hold no pointer into the stack,
/// so they can stand anywhere. (Deep, one-shot handlers; the chain is linked anew at the one place where a resumed piece ends.)
/// </summary>
public sealed unsafe partial class Execution
{
    private static bool IsControlEffect(string name) => EffectTable.Control.Contains(name);

    /// <summary>handlers.push: the functions are on the frame's operand stack.</summary>
    private void PushHandlers(Value names, Value* functions, int count)
    {
        for (int i = 0; i < count; i++)
            if (!Arg.CanBeCalled(functions[i])) throw Faults.Type("handler", "a function", functions[i]);
        using RootScope scope = Heap.Roots();
        Root held = scope.Add(names);
        Value set = Heap.AllocateTagged(ObjectType.HandlerSet, count);
        set.Address[Objects.HandlersOuter] = _context->Handlers;
        set.Address[Objects.HandlersNames] = held.Value.Bits;
        set.Address[Objects.HandlersReturn] = Value.UnboundBits;
        for (int i = 0; i < count; i++) set.Address[Objects.HandlersFirst + i] = functions[i].Bits;
        _context->Handlers = set.Bits;
    }

    /// <summary>handle: Args hold the body, what `return` calls or nil, and the clauses.</summary>
    private void BeginHandle(Value names, int count)
    {
        var args = (Value*)&_context->Args;
        using RootScope scope = Heap.Roots();
        Root held = scope.Add(names);
        Value set = Heap.AllocateTagged(ObjectType.HandlerSet, count - 2);
        set.Address[Objects.HandlersOuter] = _context->Handlers;
        set.Address[Objects.HandlersNames] = held.Value.Bits;
        set.Address[Objects.HandlersReturn] = args[1].Bits;
        for (int i = 2; i < count; i++) set.Address[Objects.HandlersFirst + i - 2] = args[i].Bits;
        ulong* fp = PushTrampoline(_handle, 1, ReturnSlotBelowTop());
        fp[InterpreterFrame.Locals + 1] = set.Bits;
        fp[InterpreterFrame.Locals + 2] = args[1].Bits;
        NotePlace(set, fp);
        _context->Handlers = set.Bits;
        CallFromTrampoline(args[0], 0, fp);
    }

    /// <summary>Effect `ns:op` with its arguments in Args, for the waiting frame at the top.</summary>
    private void Perform(Value effect, int count)
    {
        Value space = Value.Nil;
        for (var set = new Value(_context->Handlers); !set.IsNil; set = Objects.Word(set, Objects.HandlersOuter))
        {
            bool isFull = Objects.Word(set, Objects.HandlersReturn) != Value.Unbound;
            int found = Find(set, effect);
            if (found >= 0 && isFull)
            {
                Capture(effect, set, found, count);
                return;
            }
            bool isForSpace = found < 0 && !isFull && (found = Find(set, space.IsNil ? space = SpaceOf(effect) : space)) >= 0;
            if (found < 0) continue;
            Intercept(Names.TextOf(effect), set, found, count, isForSpace);
            return;
        }
        PerformHere(Names.TextOf(effect), count);
    }

    private static Value SpaceOf(Value effect)
    {
        string name = Names.TextOf(effect);
        return Names.Symbol(name[..name.IndexOf(':', StringComparison.Ordinal)]);
    }

    private static int Find(Value set, Value name)
    {
        Value names = Objects.Word(set, Objects.HandlersNames);
        for (int i = 0; !names.IsEmpty; i++, names = Objects.Tail(names))
            if (Objects.Head(names) == name) return i;
        return -1;
    }

    /// <summary>A `handler` function: its result is the effect's; while it runs, the handlers further out are in force.</summary>
    private void Intercept(string name, Value set, int found, int count, bool isForSpace)
    {
        var args = (Value*)&_context->Args;
        if (isForSpace)
        {
            new Span<Value>(args, count).CopyTo(new Span<Value>(args + 1, count));
            args[0] = Names.Keyword(name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..]);
            count++;
        }
        Value function = Objects.Word(set, Objects.HandlersFirst + found), outer = Objects.Word(set, Objects.HandlersOuter);
        ulong* fp = PushTrampoline(_callback, 0, ReturnSlotBelowTop());
        _context->Handlers = outer.Bits;
        CallFromTrampoline(function, count, fp);
    }

    private void PerformHere(string name, int count)
    {
        var args = (Value*)&_context->Args;
        if (name == "time:sleep") Sleep(args, count);
        else if (name == Fetch) BeginFetch(args, count);
        else if (name is "parallel:map" or "parallel:for-each") BeginCall(name, args, count);
        else if (name == "state:update")
        {
            if (count != 2) throw Faults.Arity(name, 2, 2, count);
            BeginCallback(new Value(*(ulong*)_globalCells[0][StateUpdate]), 2);
        }
        else Deliver((EffectTable.TryFind(name) ?? throw Faults.NoHandler(name)).Call(_builtins, args, count));
    }

    private const string StateUpdate = Bytecode.StandardLibrary.GlobalPrefix + "%state-update";

    // ---- continuations ----------------------------------------------------------------------------------------------

    /// <summary>Takes the frames down to the `handle` away and calls its clause where they stood.</summary>
    private void Capture(Value effect, Value set, int clause, int count)
    {
        var args = (Value*)&_context->Args;
        FunctionHandle* h = Objects.Handle(Objects.Word(set, Objects.HandlersFirst + clause));
        if (h->ParamCount != count + 1) throw Faults.Arity($"effect {Names.TextOf(effect)}", h->ParamCount - 1, h->ParamCount - 1, count);
        if (count >= ExecContext.ArgsMax) throw TooManyArguments();
        ulong* top = (ulong*)_context->FiberSp, handle = FrameOf(set), returnSlot = handle + _handle->FrameWords;
        long words = returnSlot - top;
        args[count] = set;
        _argsLive = count + 1;
        Value k = Heap.AllocateContinuation(words + 1);
        set = args[count];
        // The allocation may have collected, and so placed it anew.
        RemoveWatermark();
        k.Address[Objects.ContinuationTop] = Value.FromFixnum((int)_top).Bits;
        k.Address[Objects.ContinuationSet] = set.Bits;
        k.Address[Objects.ContinuationHandlers] = _context->Handlers;
        new Span<ulong>(top, (int)words).CopyTo(new Span<ulong>(k.Address + Objects.ContinuationFrames, (int)words));
        k.Address[Objects.ContinuationFrames + words] = 0;
        args[count] = k;
        _context->Handlers = handle[InterpreterFrame.Locals];
        _context->FiberSp = (nint)returnSlot;
        _top = TopFrame.AtCall;
        CallInPlace(Objects.Word(set, Objects.HandlersFirst + clause), count + 1);
    }

    private long PlaceOf(ulong* handle) => (ulong*)_stack.Top - handle;

    private void NotePlace(Value set, ulong* handle)
    {
        set.Address[Objects.HandlersPlace] = Value.FromFixnum(PlaceOf(handle)).Bits;
        set.Address[Objects.HandlersMoves] = _context->Moves;
    }

    /// <summary>Where its frame stood is where it stands, unless frames moved since; then all are walked.</summary>
    private ulong* FrameOf(Value set)
    {
        if (Objects.Word(set, Objects.HandlersMoves).Bits == _context->Moves)
        {
            ulong* handle = (ulong*)_stack.Top - Objects.Word(set, Objects.HandlersPlace).Fixnum;
            Check.That(handle > (ulong*)_context->FiberSp && handle[InterpreterFrame.Locals + 1] == set.Bits, "a handle's frame is not where it was");
            return handle;
        }
        for (bool more = TryTopFrame(out Frame frame); more; more = TryCaller(frame.ReturnSlot, out frame))
        {
            if (frame.Site is not null || Interpreter.HandleOf(frame.Low[0]) != _handle || frame.Low[InterpreterFrame.Locals + 1] != set.Bits) continue;
            NotePlace(set, frame.Low);
            return frame.Low;
        }
        throw new BugException("a handle is in force whose frame is not on the stack");
    }

    /// <summary>Calls a closure whose return address is at FiberSp; arguments in Args, their number is right.</summary>
    private void CallInPlace(Value closure, int count)
    {
        FunctionHandle* h = Interpreter.HandleOf(closure.Bits);
        EnterClosure(h, closure.Bits, (ulong*)_context->FiberSp, count);
    }

    private static bool IsUnused(Value k) => Objects.Word(k, Objects.ContinuationTop).Fixnum >= 0;
    private static FaultException UsedBefore() => Faults.Of("effect", "the continuation was used before: it can be resumed or abandoned once");
    private bool FitsBelow(Value k, ulong* returnSlot) => (nint)(returnSlot - Objects.Length(k)) >= StackFloor;

    /// <summary>The frames of a continuation stand from the return address down again; the top one waits for the effect's value.</summary>
    private void PutBack(Value k, ulong* returnSlot)
    {
        long words = Objects.Length(k) - 1;
        new Span<ulong>(k.Address + Objects.ContinuationFrames, (int)words).CopyTo(new Span<ulong>(returnSlot - words, (int)words));
        _top = (TopFrame)Objects.Word(k, Objects.ContinuationTop).Fixnum;
        _context->FiberSp = (nint)(returnSlot - words);
        k.Address[Objects.ContinuationTop] = Value.FromFixnum(-1).Bits;
        ulong* handle = returnSlot - _handle->FrameWords;
        handle[InterpreterFrame.Locals] = _context->Handlers;
        handle[InterpreterFrame.Locals + 3] = Value.TrueBits;
        Value set = Objects.Word(k, Objects.ContinuationSet);
        if (Objects.Word(set, Objects.HandlersPlace).Fixnum != PlaceOf(handle)) _context->Moves += Value.FromFixnum(1).Bits;
        NotePlace(set, handle);
        Heap.Store(set, Objects.HandlersOuter, new Value(_context->Handlers));
        _context->Handlers = Objects.Word(k, Objects.ContinuationHandlers).Bits;
    }

    /// <summary>Runs the `finally` blocks of what a continuation holds, innermost first, and then gives nil to the waiting frame at the top.</summary>
    private void Abandon(string function, Value k, bool onlyIfUnused)
    {
        if (!Objects.Is(k, ObjectType.Continuation)) throw Faults.Type(function, 1, "Continuation", k);
        if (onlyIfUnused && !IsUnused(k))
        {
            Deliver(Value.Nil);
            return;
        }
        if (!IsUnused(k)) throw UsedBefore();
        if (!FitsBelow(k, (ulong*)_context->FiberSp - _abandon->FrameWords - 2)) throw StackOverflow();
        PushTrampoline(_abandon, 2, ReturnSlotBelowTop());
        PutBack(k, ReturnSlotBelowTop());
        if (_top == TopFrame.Interpreter) StepBack((ulong*)_context->FiberSp);
        Unwind(Value.Unbound, NoTrace, NoTrace);
    }
}
