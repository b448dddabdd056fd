using System.Collections.Immutable;
using ClaudeLang.Vm.Syntax;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>Errors, effects and fibers. What an error does is said by tables beside the code: nothing is executed for it until one is raised.</summary>
public sealed partial class Compiler
{
    private void EmitTry(TryNode node, Want want)
    {
        if (node.Finally is null)
        {
            EmitCatch(node, want);
            return;
        }
        int start = _out.Pc, depth = _out.Depth;
        if (node.Catch is null) Emit(node.Body, Want.Value);
        else EmitCatch(node, Want.Value);
        // The block stands there once: below it are the value, or nil, and what it interrupts, or nil.
        var always = new JumpLabel();
        int stop = _out.Pc;
        _out.Position = node.Position;
        _out.Emit(Opcode.Nil);
        _out.Jump(Opcode.Jump, always);
        _out.BeginLanding(UnwindKind.Finally, start, stop, depth);
        _out.Emit(Opcode.Nil);
        _out.Emit(Opcode.Swap);
        _out.Bind(always);
        Emit(node.Finally, Want.Nothing);
        _out.Position = node.Position;
        _out.Emit(Opcode.EndFinally);
        Finish(node, want);
    }

    private void EmitCatch(TryNode node, Want want)
    {
        int start = _out.Pc, depth = _out.Depth, locals = _out.LocalCount;
        var end = new JumpLabel();
        Emit(node.Body, want == Want.Return ? Want.Value : want);
        int stop = _out.Pc;
        if (want == Want.Return)
        {
            _out.KeepFrame();
            Finish(node, want);
        }
        _out.Jump(Opcode.Jump, end);
        _out.BeginLanding(UnwindKind.Catch, start, stop, depth);
        if (_out.IsReachable)
        {
            node.Variable!.Slot = _out.NewLocal();
            Initialize(node.Variable);
            Emit(node.Catch!, want);
        }
        _out.Bind(end);
        _out.LocalCount = locals;
    }

    private void EmitHandler(HandlerNode node)
    {
        int locals = _out.LocalCount, outer = _out.NewLocal();
        foreach (Node function in node.Functions) Emit(function, Want.Value);
        _out.Position = node.Position;
        _out.Emit(Opcode.HandlersGet);
        _out.Emit(Opcode.LocalSet, outer);
        _out.Emit(Opcode.HandlersPush, NamesIndex(node.Names), node.Names.Length);
        int start = _out.Pc;
        Emit(node.Body, Want.Value);
        _out.RestoresHandlers(start, outer);
        _out.Position = node.Position;
        _out.Emit(Opcode.LocalGet, outer);
        _out.Emit(Opcode.HandlersSet);
        _out.LocalCount = locals;
    }

    private int NamesIndex(ImmutableArray<string> names) =>
        _out.ConstantIndex(new Constant.List([.. names.Select(name => (Constant)new Constant.Symbol(name))]));

    private void EmitHandle(HandleNode node)
    {
        EmitClosure(node.Body);
        if (node.Return is null) _out.Emit(Opcode.Nil);
        else EmitClosure(node.Return);
        foreach (LambdaNode clause in node.Clauses) EmitClosure(clause);
        _out.Position = node.Position;
        _out.Emit(Opcode.Handle, NamesIndex(node.Names), node.Clauses.Length + 2);
    }

    // The built-in gives the clause's function with its arguments as a list, or nil for the default.
    private void EmitSelect(SelectNode node, Want want)
    {
        _out.EmitConstant(new Constant.Bool(node.Default is not null));
        foreach (SelectClause clause in node.Clauses)
        {
            _out.EmitConstant(new Constant.Bool(clause.Value is null));
            Emit(clause.Channel, Want.Value);
            if (clause.Value is null) _out.Emit(Opcode.Nil);
            else Emit(clause.Value, Want.Value);
            Emit(clause.Function, Want.Value);
        }
        _out.Position = node.Position;
        EmitBuiltin(ControlNames.Select, (4 * node.Clauses.Length) + 1);
        JumpLabel otherwise = new(), end = new();
        if (node.Default is not null)
        {
            _out.Emit(Opcode.Dup);
            _out.Jump(Opcode.JumpFalse, otherwise);
        }
        _out.Emit(Opcode.Dup);
        _out.Emit(Opcode.Head);
        _out.Emit(Opcode.Swap);
        _out.Emit(Opcode.Tail);
        EmitBuiltin("apply", 2);
        Finish(node, want);
        if (node.Default is not null)
        {
            _out.Jump(Opcode.Jump, end);
            _out.Bind(otherwise);
            _out.Emit(Opcode.Pop);
            Emit(node.Default, want);
        }
        _out.Bind(end);
    }
}
