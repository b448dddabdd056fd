using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Vm.Syntax;

/// <summary>A new record type each time it is evaluated.</summary>
/// <param name="names">Its name and those of its fields, Symbols.</param>
public sealed class RecordTypeNode(SourcePosition position, Constant.List names) : Node(position)
{
    public Constant.List Names { get; } = names;
}

/// <summary>What an annotation promises.</summary>
/// <param name="Record">The name as an expression, if it is a record's.</param>
public sealed record TypeAnnotation(string Name, Node? Record);

/// <summary>One of the functions of a record type.</summary>
public sealed class RecordFunctionNode(SourcePosition position, Node type, RecordRole role) : Node(position)
{
    public Node Type { get; } = type;
    public RecordRole Role { get; } = role;
}
