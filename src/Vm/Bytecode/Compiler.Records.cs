using ClaudeLang.Vm.Syntax;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>Calls of a record's functions.</summary>
public sealed partial class Compiler
{
    /// <summary>What the called function does, if it certainly is a record's and takes so many arguments.</summary>
    private static RecordRole? DirectRole(Node function, int count)
    {
        RecordRole? role = function switch
        {
            LocalNode { Variable: { IsAssigned: false } variable } => variable.Role,
            GlobalNode { Global: { IsConstant: true } global } => global.Role,
            MemberNode { Target: { IsConstant: true } global } => global.Role,
            _ => null,
        };
        return role is { } known && known.Arity == count ? known : null;
    }

    // The function itself is the first operand: it knows the record type, and its name for an error.
    private void EmitRecordCall(CallNode node, RecordRole role, Want want)
    {
        Emit(node.Function, Want.Value);
        EmitArguments(node);
        switch (role.Kind)
        {
            case RecordRoleKind.Make: _out.Emit(Opcode.RecordNew, role.Index); break;
            case RecordRoleKind.Is: _out.Emit(Opcode.RecordIs); break;
            case RecordRoleKind.Get: _out.Emit(Opcode.RecordGet, role.Index); break;
            default: _out.Emit(Opcode.RecordSet, role.Index); break;
        }
        Finish(node, want);
    }
}
