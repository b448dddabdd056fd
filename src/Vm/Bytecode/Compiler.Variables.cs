using System.Collections.Immutable;
using ClaudeLang.Vm.Syntax;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>Variables, scopes and closures.</summary>
public sealed partial class Compiler
{
    private void EnterFunction()
    {
        _out.LocalCount = _function.Parameters.Length;
        EmitParameterChecks();
        for (int i = 0; i < _function.Parameters.Length; i++)
        {
            Variable parameter = _function.Parameters[i];
            parameter.Slot = i;
            if (!parameter.IsBoxed) continue;
            _out.Emit(Opcode.LocalGet, i);
            Initialize(parameter);
        }
        if (_function.SelfLocal is not { } self) return;
        self.Slot = _out.NewLocal();
        _out.Emit(Opcode.Self);
        _out.Emit(Opcode.LocalSet, self.Slot);
    }

    /// <summary>What stands for the variable in this function: its value, or its box.</summary>
    private void GetRaw(Variable variable)
    {
        if (variable.Owner == _function) _out.Emit(Opcode.LocalGet, variable.Slot);
        else if (variable.Constantly is { } itself && _function.IsInside(itself))
        {
            if (itself == _function) _out.Emit(Opcode.Self);
            else _out.Emit(Opcode.CaptureGet, _function.Captures.IndexOf(itself.SelfLocal!));
        }
        else _out.Emit(Opcode.CaptureGet, _function.Captures.IndexOf(variable));
    }

    private void Get(Variable variable)
    {
        GetRaw(variable);
        if (variable.IsBoxed && !IsItself(variable)) EmitBoxGet(variable);
    }

    private bool IsItself(Variable variable) =>
        variable.Owner != _function && variable.Constantly is { } itself && _function.IsInside(itself);

    private void EmitBoxGet(Variable variable) => _out.Emit(Opcode.BoxGet, _out.NameIndex(variable, variable.Name));

    /// <summary>The first value of a variable is on the stack.</summary>
    private void Initialize(Variable variable)
    {
        if (variable.IsEarly)
        {
            _out.Emit(Opcode.LocalGet, variable.Slot);
            _out.Emit(Opcode.BoxSet);
            return;
        }
        if (variable.IsBoxed) _out.Emit(Opcode.BoxNew);
        _out.Emit(Opcode.LocalSet, variable.Slot);
    }

    /// <summary>A variable that may be met too early has its box, still without a value, from the beginning of its scope.</summary>
    private void Declare(Variable variable)
    {
        variable.Slot = _out.NewLocal();
        if (!variable.IsEarly) return;
        _out.EmitConstant(new Constant.Unbound());
        _out.Emit(Opcode.BoxNew);
        _out.Emit(Opcode.LocalSet, variable.Slot);
    }

    /// <summary>A further value of a variable is on the stack.</summary>
    private void Store(Variable variable)
    {
        if (!variable.IsBoxed)
        {
            _out.Emit(Opcode.LocalSet, variable.Slot);
            return;
        }
        GetRaw(variable);
        _out.Emit(Opcode.BoxSet);
    }

    private void EmitAssign(AssignNode node)
    {
        Emit(node.Value, Want.Value);
        _out.Position = node.Position;
        if (node.Variable is not { } variable)
        {
            _out.Emit(Opcode.GlobalSet, GlobalIndex(node.Global!));
            return;
        }
        if (variable.IsEarly) // :unbound before its definition
        {
            Get(variable);
            _out.Emit(Opcode.Pop);
        }
        Store(variable);
    }

    private void EmitDefine(DefineNode node)
    {
        Emit(node.Value, Want.Value);
        _out.Position = node.Position;
        if (node.Variable is not { } variable) _out.Emit(Opcode.GlobalDefine, GlobalIndex(node.Global!));
        else if (node.IsFirst) Initialize(variable);
        else Store(variable);
    }

    private void EmitScope(ScopeNode node, Want want)
    {
        int locals = _out.LocalCount;
        foreach (Variable variable in node.Variables) Declare(variable);
        Emit(node.Body, want);
        _out.LocalCount = locals;
    }

    private void EmitLet(LetNode node, Want want)
    {
        int locals = _out.LocalCount;
        EmitBindings(node.Bindings, areAllUsed: false);
        Emit(node.Body, want);
        _out.LocalCount = locals;
    }

    private void EmitBindings(ImmutableArray<Binding> bindings, bool areAllUsed)
    {
        foreach (Binding binding in bindings)
            if (areAllUsed || IsUsed(binding.Variable)) Declare(binding.Variable);
        foreach (Binding binding in bindings)
        {
            bool isUsed = areAllUsed || IsUsed(binding.Variable);
            Emit(binding.Value, isUsed ? Want.Value : Want.Nothing);
            if (isUsed) Initialize(binding.Variable);
        }
    }

    private static bool IsUsed(Variable variable) => variable.UseCount > 0 || variable.IsAssigned;

    // The first values may be seen by functions among them, and are then variables of their own: the loop's are others of the same names.
    private void EmitNamedLet(NamedLetNode node, Want want)
    {
        if (node.IsLoop) EmitInlinedLoop(node, want);
        else EmitLoopCall(node, want);
    }

    // The function's parameters are locals of this frame; going round assigns them and jumps back.
    private void EmitInlinedLoop(NamedLetNode node, Want want)
    {
        int locals = _out.LocalCount;
        ImmutableArray<Variable> variables = node.Function.Parameters;
        foreach (Variable variable in variables) Declare(variable);
        bool areUsed = node.Inits.Any(init => IsUsed(init.Variable));
        if (areUsed) EmitBindings(node.Inits, areAllUsed: true);
        for (int i = 0; i < variables.Length; i++)
        {
            if (areUsed) Get(node.Inits[i].Variable);
            else Emit(node.Inits[i].Value, Want.Value);
            Initialize(variables[i]);
        }
        _out.Position = node.Position;
        LoopHead head = _out.BeginLoop();
        int inlined = _out.BeginInlined(node.Function.Name, want == Want.Return, node.Position);
        _loops.Add(node.Name, (node.Function, head));
        Emit(node.Function.Body, want);
        _out.EndInlined(inlined);
        _out.LocalCount = locals;
    }

    private void EmitLoopCall(NamedLetNode node, Want want)
    {
        int locals = _out.LocalCount;
        bool areUsed = node.Inits.Any(init => IsUsed(init.Variable));
        if (areUsed) EmitBindings(node.Inits, areAllUsed: true);
        _out.Position = node.Position;
        if (node.Name.IsBoxed)
        {
            Declare(node.Name);
            EmitClosure(node.Function);
            Initialize(node.Name);
            Get(node.Name);
        }
        else EmitClosure(node.Function);
        foreach (Binding init in node.Inits)
        {
            if (areUsed) Get(init.Variable);
            else Emit(init.Value, Want.Value);
        }
        _out.Position = node.Position;
        EmitGenericCall(node, node.Inits.Length, want);
        _out.LocalCount = locals;
    }

    private void EmitClosure(LambdaNode lambda)
    {
        if (!_out.IsReachable) return;
        var captures = lambda.Captures.Select(variable => variable.Owner == _function
            ? new Capture(true, variable.Slot) : new Capture(false, _function.Captures.IndexOf(variable)));
        _out.EmitClosure(new Compiler(lambda, _library, _diagnostics).CompileFunction([.. captures]));
    }

    private int GlobalIndex(Global global) => _out.GlobalIndex(global.ToRef(_function));
}
