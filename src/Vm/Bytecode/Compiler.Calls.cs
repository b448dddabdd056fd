using System.Collections.Immutable;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Syntax;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>Calls, operators and effects.</summary>
public sealed partial class Compiler
{
    private void EmitCall(CallNode node, Want want)
    {
        int count = node.Arguments.Length;
        switch (node.Function)
        {
            case LocalNode { Variable: { IsLoop: true } loop }:
                EmitNextRound(node, loop);
                break;
            case LocalNode or GlobalNode when DirectRole(node.Function, count) is { } role:
                EmitRecordCall(node, role, want);
                break;
            case LibraryNode library:
                EmitLibraryCall(node, library.Name, want);
                break;
            case GlobalNode { Global: { IsFunction: true } global } when IsDirect(global, count):
                EmitDirectCall(node, global, ((GlobalNode)node.Function).IsCertain, want);
                break;
            case MemberNode { Target: { IsFunction: true } global } when IsDirect(global, count):
                EmitDirectCall(node, global, ((MemberNode)node.Function).IsCertain, want);
                break;
            default:
                Emit(node.Function, Want.Value);
                EmitArguments(node);
                EmitGenericCall(node, count, want);
                break;
        }
    }

    private void EmitArguments(CallNode node)
    {
        foreach (Node argument in node.Arguments) Emit(argument, Want.Value);
        _out.Position = node.Position;
    }

    private bool IsDirect(Global function, int count) => IsDirect(function.ParamCount, function.HasRest, count, GlobalIndex(function));

    private void EmitDirectCall(CallNode node, Global function, bool isCertain, Want want)
    {
        if (!isCertain) _out.Emit(Opcode.GlobalCheck, GlobalIndex(function));
        EmitGlobalCall(node, GlobalIndex(function), want);
    }

    private static bool IsDirect(int paramCount, bool hasRest, int count, int globalIndex) =>
        count == paramCount && !hasRest && count <= Instruction.U8Max && globalIndex <= Instruction.U16Max;

    private void EmitGlobalCall(CallNode node, int global, Want want)
    {
        EmitArguments(node);
        if (want == Want.Return && !IsSelf(node.Function)) EmitPendingCheck();
        _out.Emit(want == Want.Return ? Opcode.TailCallGlobal : Opcode.CallGlobal, global, node.Arguments.Length);
        if (want == Want.Nothing) _out.Emit(Opcode.Pop);
    }

    /// <summary>Function and arguments are on the stack.</summary>
    private void EmitGenericCall(Node node, int count, Want want)
    {
        _out.Position = node.Position;
        if (want == Want.Return && !(node is CallNode call && IsSelf(call.Function))) EmitPendingCheck();
        _out.Emit(want == Want.Return ? Opcode.TailCall : Opcode.Call, count);
        if (want == Want.Nothing) _out.Emit(Opcode.Pop);
    }

    // All new values first, then the assignments; what keeps its value is left alone.
    private void EmitNextRound(CallNode node, Variable loop)
    {
        (LambdaNode function, LoopHead head) = _loops[loop];
        ImmutableArray<Variable> variables = function.Parameters;
        for (int i = 0; i < variables.Length; i++)
            if (!IsUnchanged(variables[i], node.Arguments[i])) Emit(node.Arguments[i], Want.Value);
        _out.Position = node.Position;
        for (int i = variables.Length - 1; i >= 0; i--)
            if (!IsUnchanged(variables[i], node.Arguments[i])) Initialize(variables[i]);
        _out.Loop(head);
    }

    // An assigned variable could change while the arguments after it are evaluated.
    private static bool IsUnchanged(Variable variable, Node argument) =>
        argument is LocalNode local && local.Variable == variable && !variable.IsAssigned;

    private void EmitLibraryCall(CallNode node, string name, Want want)
    {
        int count = node.Arguments.Length;
        if (OperatorTable.TryFind(name, count, out OperatorRow row))
        {
            EmitOperator(node, row);
            Finish(node, want);
            return;
        }
        _library.TryFind(name, out LibraryName? found);
        switch (found)
        {
            case LibraryName.Builtin check when want == Want.Nothing && node.Arguments is [_, _, LocalNode] && OperatorTable.TryFindCheck(name, out ObjectType type):
                EmitCheck(node, type, check.Number);
                break;
            case LibraryName.Builtin builtin when builtin.Takes(count) && count <= Instruction.U8Max:
                EmitArguments(node);
                if (want == Want.Return && builtin.Number == BuiltinTable.ApplyNumber && _function.ResultType is not null)
                {
                    EmitPendingCheck();
                    _out.Emit(Opcode.CallBuiltin, builtin.Number, count);
                    _out.Emit(Opcode.Return);
                    break;
                }
                _out.Emit(Opcode.CallBuiltin, builtin.Number, count);
                Finish(node, want);
                break;
            case LibraryName.Prelude { Global: { Kind: GlobalKind.Function } global }
                when IsDirect(global.ParamCount, global.HasRest, count, _out.GlobalIndex(global)):
                EmitGlobalCall(node, _out.GlobalIndex(global), want);
                break;
            default: // a wrong number of arguments is the run's error
                EmitLibraryValue(name);
                EmitArguments(node);
                EmitGenericCall(node, count, want);
                break;
        }
    }

    // What a check of an argument mostly finds takes one instruction. Its function, which makes the error, is called for all else.
    private void EmitCheck(CallNode node, ObjectType type, int function)
    {
        var holds = new JumpLabel();
        Emit(node.Arguments[^1], Want.Value);
        _out.Emit(Opcode.TypeIs, (int)type);
        _out.Jump(Opcode.JumpTrue, holds);
        EmitArguments(node);
        _out.Emit(Opcode.CallBuiltin, function, node.Arguments.Length);
        Finish(node, Want.Nothing);
        _out.Bind(holds);
    }

    private void EmitLibraryValue(string name)
    {
        _library.TryFind(name, out LibraryName? found);
        if (found is LibraryName.Prelude prelude) _out.Emit(Opcode.GlobalGet, _out.GlobalIndex(prelude.Global));
        else _out.EmitConstant(new Constant.Builtin(name));
    }

    // (op a b c d) is (op (op (op a b) c) d), but all arguments are evaluated before the first op may fail: from the third on they wait
    // in locals, except those after which nothing is left to evaluate that could fail or be seen.
    private void EmitOperator(CallNode node, OperatorRow row)
    {
        ImmutableArray<Node> arguments = node.Arguments;
        int evaluated = arguments.Length;
        if (row.Arity == 2)
            while (evaluated > 2 && IsConstantHere(arguments[evaluated - 1])) evaluated--;
        for (int i = 0; i < evaluated; i++) Emit(arguments[i], Want.Value);
        _out.Position = node.Position;
        int locals = _out.LocalCount, waiting = Math.Max(0, evaluated - row.Arity);
        _out.LocalCount += waiting;
        for (int i = waiting - 1; i >= 0; i--) _out.Emit(Opcode.LocalSet, locals + i);
        _out.Emit(row.Op);
        for (int i = row.Arity; i < arguments.Length; i++)
        {
            if (i < evaluated) _out.Emit(Opcode.LocalGet, locals + i - row.Arity);
            else Emit(arguments[i], Want.Value);
            _out.Position = node.Position;
            _out.Emit(row.Op);
        }
        _out.LocalCount = locals;
    }

    private static bool IsConstantHere(Node node) => node is LiteralNode or LibraryNode || (node is LocalNode { Variable: var variable } && !variable.IsBoxed);

    private void EmitEffect(EffectNode node)
    {
        foreach (Node argument in node.Arguments) Emit(argument, Want.Value);
        _out.Position = node.Position;
        _out.Emit(Opcode.Effect, _out.ConstantIndex(new Constant.Symbol(node.Name)), node.Arguments.Length);
    }

    /// <summary>What an effect's name as a value takes without a further call.</summary>
    private const int EffectValueAtOnce = 32;

    /// <summary>
    /// (lambda args (effect name …args)). An `effect` takes a fixed number of arguments, so the function takes the list apart:
    /// it puts one argument after the other on the stack, and where the list ends performs the effect with so many. A longer list, which is rare,
    /// it leaves as a whole to a second function that takes as many as an effect may have.
    /// </summary>
    private static Chunk EffectFunction(EffectValueNode node)
    {
        var code = new ChunkBuilder { Position = node.Position, LocalCount = 2 };
        code.Emit(Opcode.LocalGet, 0);
        code.Emit(Opcode.LocalSet, 1);
        EmitSpread(code, node.Name, EffectValueAtOnce);
        code.EmitClosure(LongEffectFunction(node));
        code.Emit(Opcode.LocalGet, 1);
        code.Emit(Opcode.TailCall, 1);
        return code.Build(node.Name, 0, true, []);
    }

    /// <summary>(lambda (args) (effect name …args))</summary>
    private static Chunk LongEffectFunction(EffectValueNode node)
    {
        var code = new ChunkBuilder { Position = node.Position, LocalCount = 1 };
        EmitSpread(code, node.Name, Expander.EffectArgumentsMax);
        code.EmitConstant(new Constant.Keyword("limit"));
        code.EmitConstant(new Constant.String($"{node.Name}: expected at most {Expander.EffectArgumentsMax} arguments"));
        code.Emit(Opcode.Effect, code.ConstantIndex(new Constant.Symbol("error:raise")), 2);
        code.Emit(Opcode.Return);
        return code.Build(node.Name, 1, false, []);
    }

    /// <summary>Performs the effect with the elements of the list in local 0; goes on if there are more than so many.</summary>
    private static void EmitSpread(ChunkBuilder code, string name, int max)
    {
        int effect = code.ConstantIndex(new Constant.Symbol(name));
        for (int count = 0; count <= max; count++)
        {
            var more = new JumpLabel();
            code.Emit(Opcode.LocalGet, 0);
            code.Emit(Opcode.IsEmpty);
            code.Jump(Opcode.JumpFalse, more);
            code.Emit(Opcode.Effect, effect, count);
            code.Emit(Opcode.Return);
            code.Bind(more);
            if (count == max) break;
            code.Emit(Opcode.LocalGet, 0);
            code.Emit(Opcode.Head);
            code.Emit(Opcode.LocalGet, 0);
            code.Emit(Opcode.Tail);
            code.Emit(Opcode.LocalSet, 0);
        }
    }
}
