using System.Collections.Immutable;
using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Vm.Syntax;

public sealed class ThrowNode(SourcePosition position, Node value) : Node(position)
{
    public Node Value { get; } = value;
}

/// <summary>`try`: Catch and its Variable are both there or both null; at least one of Catch and Finally is there.</summary>
public sealed class TryNode(SourcePosition position, Node body, Variable? variable, Node? @catch, Node? @finally) : Node(position)
{
    public Node Body { get; } = body;
    public Variable? Variable { get; } = variable;
    public Node? Catch { get; } = @catch;
    public Node? Finally { get; } = @finally;
}

/// <summary>`handler`: one function for each name, `ns` or `ns:op`, while Body runs.</summary>
public sealed class HandlerNode(SourcePosition position, ImmutableArray<string> names, ImmutableArray<Node> functions, Node body) : Node(position)
{
    public ImmutableArray<string> Names { get; } = names;
    public ImmutableArray<Node> Functions { get; } = functions;
    public Node Body { get; } = body;
}

/// <summary>`handle`: Body is a function without parameters, so that its frames can be taken away as one piece. The clauses take the continuation last.</summary>
public sealed class HandleNode(SourcePosition position, LambdaNode body, LambdaNode? @return, ImmutableArray<string> names, ImmutableArray<LambdaNode> clauses) : Node(position)
{
    public LambdaNode Body { get; } = body;
    public LambdaNode? Return { get; } = @return;
    public ImmutableArray<string> Names { get; } = names;
    public ImmutableArray<LambdaNode> Clauses { get; } = clauses;
}

public sealed class GoNode(SourcePosition position, LambdaNode body) : Node(position)
{
    public LambdaNode Body { get; } = body;
}

/// <summary>One clause of `select`. Value is null for a `recv!`.</summary>
public sealed record SelectClause(Node Channel, Node? Value, Node Function);

public sealed class SelectNode(SourcePosition position, ImmutableArray<SelectClause> clauses, Node? @default) : Node(position)
{
    public ImmutableArray<SelectClause> Clauses { get; } = clauses;
    public Node? Default { get; } = @default;
}
