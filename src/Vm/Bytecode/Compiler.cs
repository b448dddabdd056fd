using System.Collections.Immutable;
using ClaudeLang.Vm.Syntax;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>
/// Nodes to instructions, one compiler a function. This part holds the program and control flow;
/// variables are in Compiler.Variables.cs, calls in Compiler.Calls.cs.
/// </summary>
public sealed partial class Compiler
{
    /// <summary>What happens to the value of a form.</summary>
    private enum Want
    {
        Value,
        /// <summary>Nothing: it is evaluated for what it does.</summary>
        Nothing,
        /// <summary>It is the function's result.</summary>
        Return,
    }

    private readonly LambdaNode _function;
    private readonly ILibraryNames _library;
    private readonly DiagnosticBag _diagnostics;
    private readonly ChunkBuilder _out = new();
    private readonly Dictionary<Variable, (LambdaNode Function, LoopHead Head)> _loops = [];

    private Compiler(LambdaNode function, ILibraryNames library, DiagnosticBag diagnostics) =>
        (_function, _library, _diagnostics) = (function, library, diagnostics);

    /// <summary>The program's chunk; meaningless if the bag has errors afterwards.</summary>
    public static Chunk Compile(LambdaNode program, ILibraryNames library, DiagnosticBag diagnostics) =>
        new Compiler(program, library, diagnostics).CompileFunction([]);

    private Chunk CompileFunction(ImmutableArray<Capture> captures)
    {
        _out.Position = _function.Position;
        try
        {
            EnterFunction();
            Emit(_function.Body, Want.Return);
            return _out.Build(_function.Name, _function.ParamCount, _function.HasRest, captures);
        }
        catch (ChunkLimitException e)
        {
            _diagnostics.Report(Messages.FunctionTooLarge, _function.Position, _function.Name, e.Max, e.What);
            return new Chunk { Name = _function.Name, ParamCount = 0, LocalCount = 0, OperandDepthMax = 0, Code = [] };
        }
    }

    private void Emit(Node node, Want want)
    {
        if (!_out.IsReachable) return;
        if (StackGuard.HasRoom) EmitHere(node, want);
        else StackGuard.OnNewStack(() => EmitDeep(node, want));
    }

    private bool EmitDeep(Node node, Want want)
    {
        EmitHere(node, want);
        return true;
    }

    private void EmitHere(Node node, Want want)
    {
        _out.Position = node.Position;
        switch (node)
        {
            case LiteralNode literal:
                if (want != Want.Nothing) _out.EmitConstant(literal.Value);
                FinishPure(want);
                break;
            case LocalNode local:
                if (want == Want.Nothing && !local.Variable.IsEarly) break;
                Get(local.Variable);
                Finish(node, want);
                break;
            case GlobalNode global:
                _out.Emit(Opcode.GlobalGet, GlobalIndex(global.Global));
                Finish(node, want);
                break;
            case LibraryNode library:
                if (want != Want.Nothing) EmitLibraryValue(library.Name);
                FinishPure(want);
                break;
            case EffectValueNode effect:
                if (want != Want.Nothing) _out.EmitClosure(EffectFunction(effect));
                FinishPure(want);
                break;
            case LambdaNode lambda:
                if (want != Want.Nothing) EmitClosure(lambda);
                FinishPure(want);
                break;
            case AssignNode assign:
                EmitAssign(assign);
                FinishNil(want);
                break;
            case DefineNode define:
                EmitDefine(define);
                FinishNil(want);
                break;
            case RecordTypeNode type:
                _out.Emit(Opcode.RecordType, _out.ConstantIndex(type.Names));
                Finish(node, want);
                break;
            case RecordFunctionNode function:
                Emit(function.Type, Want.Value);
                _out.Emit(Opcode.RecordFunction, function.Role.Code);
                Finish(node, want);
                break;
            case ImportNode import:
                EmitImport(import);
                Finish(node, want);
                break;
            case ModuleNode module:
                EmitModule(module);
                FinishNil(want);
                break;
            case MemberNode member:
                EmitMember(member);
                Finish(node, want);
                break;
            case MatchNode match: EmitMatch(match, want); break;
            case IfNode choice: EmitIf(choice, want); break;
            case LogicNode logic: EmitLogic(logic, want); break;
            case SequenceNode sequence: EmitSequence(sequence, want); break;
            case ScopeNode scope: EmitScope(scope, want); break;
            case LetNode let: EmitLet(let, want); break;
            case NamedLetNode named: EmitNamedLet(named, want); break;
            case WhileNode loop:
                EmitWhile(loop);
                FinishNil(want);
                break;
            case DoTimesNode times:
                EmitDoTimes(times);
                FinishNil(want);
                break;
            case ListNode list:
                EmitList(list);
                Finish(node, want);
                break;
            case DictNode dict:
                EmitDict(dict);
                Finish(node, want);
                break;
            case CallNode call: EmitCall(call, call.Resumes ? Want.Return : want); break;
            case EffectNode effect:
                EmitEffect(effect);
                Finish(node, want);
                break;
            case ThrowNode thrown:
                Emit(thrown.Value, Want.Value);
                _out.Position = node.Position;
                _out.Emit(Opcode.Throw);
                break;
            case TryNode attempt: EmitTry(attempt, want); break;
            case HandlerNode handler:
                EmitHandler(handler);
                Finish(node, want);
                break;
            case HandleNode handle:
                EmitHandle(handle);
                Finish(node, want);
                break;
            case GoNode go:
                EmitClosure(go.Body);
                _out.Position = node.Position;
                EmitBuiltin(ControlNames.Go, 1);
                Finish(node, want);
                break;
            case SelectNode select: EmitSelect(select, want); break;
            default: throw new InvalidOperationException($"no code for {node.GetType().Name}");
        }
    }

    /// <summary>The value is on the stack: returns it or drops it.</summary>
    private void Finish(Node node, Want want)
    {
        _out.Position = node.Position;
        if (want == Want.Return) EmitReturn();
        else if (want == Want.Nothing) _out.Emit(Opcode.Pop);
    }

    private void FinishPure(Want want)
    {
        if (want == Want.Return) EmitReturn();
    }

    private void FinishNil(Want want)
    {
        if (want == Want.Nothing) return;
        _out.Emit(Opcode.Nil);
        FinishPure(want);
    }

    private void EmitIf(IfNode node, Want want)
    {
        JumpLabel otherwise = new(), end = new();
        bool nothingElse = want == Want.Nothing && node.Otherwise is LiteralNode;
        if (want == Want.Nothing && node.Then is LiteralNode)
        {
            EmitBranch(node.Condition, true, end);
            Emit(node.Otherwise, want);
            _out.Bind(end);
            return;
        }
        EmitBranch(node.Condition, false, otherwise);
        Emit(node.Then, want);
        if (!nothingElse) _out.Jump(Opcode.Jump, end);
        _out.Bind(otherwise);
        if (!nothingElse) Emit(node.Otherwise, want);
        _out.Bind(end);
    }

    /// <summary>Jumps if the node's value, as a condition, is <paramref name="sense"/>; else goes on.</summary>
    private void EmitBranch(Node node, bool sense, JumpLabel target)
    {
        if (!_out.IsReachable) return;
        if (!StackGuard.HasRoom)
        {
            StackGuard.OnNewStack(() => EmitBranchDeep(node, sense, target));
            return;
        }
        switch (node)
        {
            case LiteralNode literal:
                if (Folding.IsTrue(literal.Value) == sense) _out.Jump(Opcode.Jump, target);
                break;
            case LogicNode logic when logic.IsAnd != sense: // one item decides for the target
                foreach (Node item in logic.Items) EmitBranch(item, sense, target);
                break;
            case LogicNode logic:
                var skip = new JumpLabel();
                foreach (Node item in logic.Items.AsSpan()[..^1]) EmitBranch(item, !sense, skip);
                EmitBranch(logic.Items[^1], sense, target);
                _out.Bind(skip);
                break;
            case CallNode { Function: LibraryNode { Name: "not" }, Arguments: [var negated] }:
                EmitBranch(negated, !sense, target);
                break;
            default:
                Emit(node, Want.Value);
                _out.Position = node.Position;
                _out.Jump(sense ? Opcode.JumpTrue : Opcode.JumpFalse, target);
                break;
        }
    }

    private bool EmitBranchDeep(Node node, bool sense, JumpLabel target)
    {
        EmitBranch(node, sense, target);
        return true;
    }

    private void EmitLogic(LogicNode node, Want want)
    {
        var end = new JumpLabel();
        foreach (Node item in node.Items.AsSpan()[..^1])
        {
            if (want == Want.Nothing)
            {
                EmitBranch(item, !node.IsAnd, end);
                continue;
            }
            Emit(item, Want.Value);
            _out.Position = node.Position;
            _out.Jump(node.IsAnd ? Opcode.JumpFalseKeep : Opcode.JumpTrueKeep, end);
        }
        Emit(node.Items[^1], want);
        _out.Bind(end);
        if (want == Want.Return) Finish(node, want);
    }

    private void EmitSequence(SequenceNode node, Want want)
    {
        foreach (Node item in node.Items.AsSpan()[..^1]) Emit(item, Want.Nothing);
        Emit(node.Items[^1], want);
    }

    private void EmitWhile(WhileNode node)
    {
        var exit = new JumpLabel();
        LoopHead head = _out.BeginLoop();
        EmitBranch(node.Condition, false, exit);
        Emit(node.Body, Want.Nothing);
        _out.Position = node.Position;
        _out.Loop(head);
        _out.Bind(exit);
    }

    // The counter is hidden; the program's variable is the counter itself as long as nothing can tell.
    private void EmitDoTimes(DoTimesNode node)
    {
        int locals = _out.LocalCount, limit = -1;
        if (node.Count is not LiteralNode { Value: Constant.Int })
        {
            Emit(node.Count, Want.Value);
            _out.Position = node.Position;
            EmitIntCheck();
            _out.Emit(Opcode.LocalSet, limit = _out.NewLocal());
        }
        int counter = _out.NewLocal();
        bool isSeparate = node.Variable.IsAssigned || node.Variable.IsBoxed;
        node.Variable.Slot = isSeparate ? _out.NewLocal() : counter;
        var exit = new JumpLabel();
        _out.EmitConstant(new Constant.Int(0));
        _out.Emit(Opcode.LocalSet, counter);
        LoopHead head = _out.BeginLoop();
        _out.Emit(Opcode.LocalGet, counter);
        if (limit >= 0) _out.Emit(Opcode.LocalGet, limit);
        else _out.EmitConstant(((LiteralNode)node.Count).Value);
        _out.Emit(Opcode.Lt);
        _out.Jump(Opcode.JumpFalse, exit);
        if (isSeparate)
        {
            _out.Emit(Opcode.LocalGet, counter);
            Initialize(node.Variable);
        }
        Emit(node.Body, Want.Nothing);
        _out.Position = node.Position;
        _out.Emit(Opcode.LocalGet, counter);
        _out.EmitConstant(new Constant.Int(1));
        _out.Emit(Opcode.Add);
        _out.Emit(Opcode.LocalSet, counter);
        _out.Loop(head);
        _out.Bind(exit);
        _out.LocalCount = locals;
    }

    // [n] -> [n]; :type unless it is an Int. `dotimes` is a reserved name, so this library function cannot be called by a program.
    private void EmitIntCheck()
    {
        if (_library.TryFind("dotimes", out LibraryName? found) && found is LibraryName.Builtin check) _out.Emit(Opcode.CallBuiltin, check.Number, 1);
        else
        {
            _out.EmitConstant(new Constant.Int(0));
            _out.Emit(Opcode.BitOr);
        }
    }

    // A long list grows backwards, so that the frame stays small.
    private void EmitList(ListNode node)
    {
        const int AtOnce = 100;
        bool isLong = node.Items.Length > AtOnce;
        if (isLong) _out.Emit(Opcode.Empty);
        foreach (Node item in node.Items)
        {
            Emit(item, Want.Value);
            if (!isLong) continue;
            _out.Emit(Opcode.Swap);
            _out.Emit(Opcode.Cons);
        }
        _out.Position = node.Position;
        if (isLong)
        {
            EmitBuiltin("reverse", 1);
            return;
        }
        _out.Emit(Opcode.Empty);
        for (int i = 0; i < node.Items.Length; i++) _out.Emit(Opcode.Cons);
    }

    // What does not fit into one call of `dict` is added pair by pair.
    private void EmitDict(DictNode node)
    {
        const int AtOnce = 254;
        int first = Math.Min(node.Items.Length, AtOnce);
        foreach (Node item in node.Items.AsSpan()[..first]) Emit(item, Want.Value);
        _out.Position = node.Position;
        EmitBuiltin("dict", first);
        for (int i = first; i < node.Items.Length; i += 2)
        {
            Emit(node.Items[i], Want.Value);
            Emit(node.Items[i + 1], Want.Value);
            _out.Position = node.Position;
            EmitBuiltin("dict-set", 3);
        }
    }

    private void EmitBuiltin(string name, int count)
    {
        if (_library.TryFind(name, out LibraryName? found) && found is LibraryName.Builtin builtin) _out.Emit(Opcode.CallBuiltin, builtin.Number, count);
        else throw new InvalidOperationException($"the library has no built-in {name}");
    }
}
