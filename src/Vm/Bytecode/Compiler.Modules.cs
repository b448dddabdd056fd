using ClaudeLang.Vm.Syntax;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>Modules and imports.</summary>
public sealed partial class Compiler
{
    // The other file's top level is called like a function, so that an error in it has this place in its trace.
    private void EmitImport(ImportNode node)
    {
        _out.Emit(Opcode.ModuleMain, node.Number);
        _out.Emit(Opcode.Call, 0);
        _out.Emit(Opcode.ModuleBind, node.Number);
    }

    private void EmitModule(ModuleNode node)
    {
        Emit(node.Body, Want.Nothing);
        _out.Position = node.Position;
        _out.Emit(Opcode.ModuleNew, node.Number);
        _out.Emit(Opcode.GlobalDefine, GlobalIndex(node.Name));
    }

    private void EmitMember(MemberNode node)
    {
        if (node.Target is { } target)
        {
            _out.Emit(Opcode.GlobalGet, GlobalIndex(target));
            return;
        }
        Emit(node.Module, Want.Value);
        _out.Position = node.Position;
        _out.Emit(Opcode.ModuleGet, _out.ConstantIndex(new Constant.Symbol(node.Name)));
    }
}
