using System.Collections.Immutable;
using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Vm.Syntax;

/// <summary>The special forms that are left when the others (`cond`, `when`, quoted data, …) are expressed by them. Names are resolved.</summary>
public abstract class Node(SourcePosition position)
{
    /// <summary>Of the innermost form `(…)` around it: where an error in it is shown.</summary>
    public SourcePosition Position { get; } = position;
}

public sealed class LiteralNode(SourcePosition position, Constant value) : Node(position)
{
    public Constant Value { get; } = value;
}

public sealed class LocalNode(SourcePosition position, Variable variable) : Node(position)
{
    public Variable Variable { get; } = variable;
}

public sealed class GlobalNode(SourcePosition position, Global global) : Node(position)
{
    public Global Global { get; } = global;
    /// <summary>Whether the global is certainly defined whenever this is evaluated.</summary>
    public bool IsCertain { get; set; }
}

/// <summary>A library name that the file does not define.</summary>
public sealed class LibraryNode(SourcePosition position, string name) : Node(position)
{
    public string Name { get; } = name;
}

/// <summary>`set!`: exactly one of Variable and Global.</summary>
public sealed class AssignNode(SourcePosition position, Variable? variable, Global? global, Node value) : Node(position)
{
    public Variable? Variable { get; } = variable;
    public Global? Global { get; } = global;
    public Node Value { get; } = value;
}

/// <summary>`define`: exactly one of Variable and Global. IsFirst, from the resolver: it initialises the variable, else it assigns.</summary>
public sealed class DefineNode(SourcePosition position, Variable? variable, Global? global, Node value) : Node(position)
{
    public Variable? Variable { get; } = variable;
    public Global? Global { get; } = global;
    public Node Value { get; } = value;
    public bool IsFirst { get; set; }
}

public sealed class IfNode(SourcePosition position, Node condition, Node then, Node otherwise) : Node(position)
{
    public Node Condition { get; } = condition;
    public Node Then { get; } = then;
    public Node Otherwise { get; } = otherwise;
}

/// <summary>`and` or `or` of at least two.</summary>
public sealed class LogicNode(SourcePosition position, bool isAnd, ImmutableArray<Node> items) : Node(position)
{
    public bool IsAnd { get; } = isAnd;
    public ImmutableArray<Node> Items { get; } = items;
}

/// <summary>At least two in order; the value is the last one's.</summary>
public sealed class SequenceNode(SourcePosition position, ImmutableArray<Node> items) : Node(position)
{
    public ImmutableArray<Node> Items { get; } = items;
}

/// <summary>A body that defines names.</summary>
public sealed class ScopeNode(SourcePosition position, ImmutableArray<Variable> variables, Node body) : Node(position)
{
    public ImmutableArray<Variable> Variables { get; } = variables;
    public Node Body { get; } = body;
}

public readonly record struct Binding(Variable Variable, Node Value);

public sealed class LetNode(SourcePosition position, ImmutableArray<Binding> bindings, Node body) : Node(position)
{
    public ImmutableArray<Binding> Bindings { get; } = bindings;
    public Node Body { get; } = body;
}

public sealed class LambdaNode(SourcePosition position, string name) : Node(position)
{
    public string Name { get; } = name;
    public ImmutableArray<Variable> Parameters { get; set; } = [];
    public bool HasRest { get; set; }
    /// <summary>For each required parameter what it is promised to be; null if nothing.</summary>
    public ImmutableArray<TypeAnnotation?> ParameterTypes { get; set; } = [];
    public TypeAnnotation? ResultType { get; set; }
    public Node Body { get; set; } = null!;
    public int ParamCount => Parameters.Length - (HasRest ? 1 : 0);

    // from the resolver
    public LambdaNode? Outer { get; set; }
    public List<Variable> Captures { get; } = [];
    /// <summary>Holds the running closure for the functions inside that refer to it.</summary>
    public Variable? SelfLocal { get; set; }

    public bool IsInside(LambdaNode? other)
    {
        for (LambdaNode? at = this; at is not null; at = at.Outer)
            if (at == other) return true;
        return false;
    }
}

/// <summary>A named `let`: the initial values, and a function that is called with them, or a loop where <see cref="IsLoop"/>.</summary>
public sealed class NamedLetNode(SourcePosition position, Variable name, ImmutableArray<Binding> inits, LambdaNode function, bool isLoop) : Node(position)
{
    public Variable Name { get; } = name;
    public ImmutableArray<Binding> Inits { get; } = inits;
    public LambdaNode Function { get; } = function;
    /// <summary>The name is used for nothing but to go round: calls in tail position of the body, with the right number of arguments.</summary>
    public bool IsLoop { get; } = isLoop;
}

public sealed class WhileNode(SourcePosition position, Node condition, Node body) : Node(position)
{
    public Node Condition { get; } = condition;
    public Node Body { get; } = body;
}

public sealed class DoTimesNode(SourcePosition position, Variable variable, Node count, Node body) : Node(position)
{
    public Variable Variable { get; } = variable;
    public Node Count { get; } = count;
    public Node Body { get; } = body;
}

public sealed class ListNode(SourcePosition position, ImmutableArray<Node> items) : Node(position)
{
    public ImmutableArray<Node> Items { get; } = items;
}

/// <summary>A dict literal: keys and values in turn.</summary>
public sealed class DictNode(SourcePosition position, ImmutableArray<Node> items) : Node(position)
{
    public ImmutableArray<Node> Items { get; } = items;
}

public sealed class CallNode(SourcePosition position, Node function, ImmutableArray<Node> arguments) : Node(position)
{
    public Node Function { get; } = function;
    public ImmutableArray<Node> Arguments { get; } = arguments;
    /// <summary>A resumption that leaves the `handle` clause whose last act it is.</summary>
    public bool Resumes { get; init; }
}

public sealed class EffectNode(SourcePosition position, string name, ImmutableArray<Node> arguments) : Node(position)
{
    public string Name { get; } = name;
    public ImmutableArray<Node> Arguments { get; } = arguments;
}

/// <summary>An effect's name as a value: a function that performs it.</summary>
public sealed class EffectValueNode(SourcePosition position, string name) : Node(position)
{
    public string Name { get; } = name;
}

/// <summary>One name that an import binds, and what the other file calls it.</summary>
public readonly record struct ImportedName(Global Own, string Export);

/// <summary>Runs another file unless it has run, then binds names of it or, with `:as`, the module itself.</summary>
public sealed class ImportNode(SourcePosition position, int number, string path, Global? alias, ImmutableArray<ImportedName> names) : Node(position)
{
    /// <summary>Counts the imports of the file.</summary>
    public int Number { get; } = number;
    public string Path { get; } = path;
    public Global? Alias { get; } = alias;
    public ImmutableArray<ImportedName> Names { get; } = names;
}

/// <summary>An inline module: its body, then the name is bound.</summary>
public sealed class ModuleNode(SourcePosition position, Node body, Global name, int number) : Node(position)
{
    public Node Body { get; } = body;
    public Global Name { get; } = name;
    public int Number { get; } = number;
}

/// <summary>`m.x`. Target is the global behind it if the file shows which module m is, as long as nothing assigns m.</summary>
public sealed class MemberNode(SourcePosition position, Node module, string name, Global? target) : Node(position)
{
    public Node Module { get; } = module;
    /// <summary>All of it: `m.x`.</summary>
    public string Name { get; } = name;
    public Global? Target => Module is GlobalNode { Global.IsConstant: true } ? target : null;
    /// <summary>Whether m is certainly bound whenever this is evaluated.</summary>
    public bool IsCertain => Module is GlobalNode { IsCertain: true };
}
