using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Jit.Ir;

/// <summary>What an <see cref="IrOp.RecordGlobal"/> is of: a global that holds a record's function and is bound once.</summary>
/// <param name="Global">Index among the function's globals.</param>
public readonly record struct RecordGlobal(int Global, RecordRole Role)
{
    private const int RoleShift = 32;

    public long Imm => ((long)Role.Code << RoleShift) | (uint)Global;
    public static RecordGlobal FromImm(long imm) => new((int)imm, RecordRole.FromCode((int)(imm >> RoleShift)));
}
