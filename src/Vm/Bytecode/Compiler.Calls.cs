using System.Collections.Immutable;
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
            case LibraryNode library:
                EmitLibraryCall(node, library.Name, want);
                break;
            case GlobalNode { Global: { IsFunction: true, Function: var function } } global
                when IsDirect(function!.ParamCount, function.HasRest, count, GlobalIndex(global.Global)):
                if (!global.IsCertain) _out.Emit(Opcode.GlobalCheck, GlobalIndex(global.Global));
                EmitGlobalCall(node, GlobalIndex(global.Global), want);
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

    private static bool IsDirect(int paramCount, bool hasRest, int count, int globalIndex) =>
        count == paramCount && !hasRest && count <= Instruction.U8Max && globalIndex <= Instruction.U16Max;

    private void EmitGlobalCall(CallNode node, int global, Want want)
    {
        EmitArguments(node);
        _out.Emit(want == Want.Return ? Opcode.TailCallGlobal : Opcode.CallGlobal, global, node.Arguments.Length);
        if (want == Want.Nothing) _out.Emit(Opcode.Pop);
    }

    /// <summary>Function and arguments are on the stack.</summary>
    private void EmitGenericCall(Node node, int count, Want want)
    {
        _out.Position = node.Position;
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
            case LibraryName.Builtin builtin when builtin.Takes(count) && count <= Instruction.U8Max:
                EmitArguments(node);
                _out.Emit(Opcode.CallBuiltin, builtin.Number, count);
                Finish(node, want);
                break;
            case LibraryName.Prelude prelude when IsDirect(prelude.ParamCount, prelude.HasRest, count, GlobalIndex(prelude)):
                EmitGlobalCall(node, GlobalIndex(prelude), want);
                break;
            default: // a wrong number of arguments is the run's error
                EmitLibraryValue(name);
                EmitArguments(node);
                EmitGenericCall(node, count, want);
                break;
        }
    }

    private void EmitLibraryValue(string name)
    {
        _library.TryFind(name, out LibraryName? found);
        if (found is LibraryName.Prelude prelude) _out.Emit(Opcode.GlobalGet, GlobalIndex(prelude));
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
        int count = node.Arguments.Length;
        if (count > Instruction.U8Max) _diagnostics.Report(Messages.TooManyArguments, node.Position, count, Instruction.U8Max);
        foreach (Node argument in node.Arguments) Emit(argument, Want.Value);
        _out.Position = node.Position;
        _out.Emit(Opcode.Effect, _out.ConstantIndex(new Constant.Symbol(node.Name)), Math.Min(count, Instruction.U8Max));
    }
}
