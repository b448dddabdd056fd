using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Syntax;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>
/// Annotated functions. Parameters are checked at the entry, the result before each return. A tail call leaves the check of the result
/// behind, below the frame that it replaces; a call of the function by itself needs none, because it makes the same check.
/// </summary>
public sealed partial class Compiler
{
    private void EmitParameterChecks()
    {
        for (int i = 0; i < _function.ParameterTypes.Length; i++)
        {
            if (_function.ParameterTypes[i] is not { } type) continue;
            var holds = new JumpLabel();
            _out.Emit(Opcode.LocalGet, i);
            EmitTypeTest(type);
            _out.Jump(Opcode.JumpTrue, holds);
            _out.Emit(Opcode.LocalGet, i);
            _out.Emit(Opcode.TypeFail, Violation($"argument {i + 1} ({_function.Parameters[i].Name})", type));
            _out.Emit(Opcode.Pop);
            _out.Bind(holds);
        }
    }

    /// <summary>[x]; leaves the function with x.</summary>
    private void EmitReturn()
    {
        if (_function.ResultType is { } type)
        {
            var holds = new JumpLabel();
            _out.Emit(Opcode.Dup);
            EmitTypeTest(type);
            _out.Jump(Opcode.JumpTrue, holds);
            EmitTypeOperand(type);
            _out.Emit(Opcode.ResultFail, Violation("result", type));
            _out.Bind(holds);
        }
        _out.Emit(Opcode.Return);
    }

    /// <summary>Before a tail call; function and arguments are on the stack.</summary>
    private void EmitPendingCheck()
    {
        if (_function.ResultType is not { } type) return;
        EmitTypeOperand(type);
        _out.Emit(Opcode.ResultDefer, Violation("result", type));
    }

    private bool IsSelf(Node function) => function switch
    {
        GlobalNode { Global: { IsFunction: true, Function: var called } } => called == _function,
        LocalNode { Variable.Constantly: { } called } => called == _function,
        _ => false,
    };

    /// <summary>[x] -> [x has the type]</summary>
    private void EmitTypeTest(TypeAnnotation type)
    {
        if (type.Record is null) _out.Emit(Opcode.TypeIs, TypeTests.CodeOf(type.Name));
        else
        {
            EmitPeek(type.Record);
            _out.Emit(Opcode.RecordTest);
        }
    }

    /// <summary>[] -> [what stands for the type in a pending check]</summary>
    private void EmitTypeOperand(TypeAnnotation type)
    {
        if (type.Record is null) _out.EmitConstant(new Constant.Int(TypeTests.CodeOf(type.Name)));
        else EmitPeek(type.Record);
    }

    private int Violation(string what, TypeAnnotation type) => _out.ConstantIndex(new Constant.String($"{_function.Name}: {what}: expected {type.Name}"));
}
