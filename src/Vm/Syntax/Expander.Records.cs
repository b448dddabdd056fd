using System.Collections.Immutable;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Syntax;

/// <summary>`defrecord`, and what the forms of a body or file define.</summary>
public sealed partial class Expander
{
    /// <summary>One name that a form defines.</summary>
    /// <param name="Role">If a `defrecord` defines it.</param>
    /// <param name="RecordFields">If it is a record type's name: how many fields that has.</param>
    private sealed record Definition(string Name, RecordRole? Role = null, int? RecordFields = null);

    private static IEnumerable<Definition> DefinitionsOf(GroupDatum form)
    {
        if (form.Head == "define" && DefinedName(form) is { } name) return [new Definition(name.Name)];
        return form.Head == "defrecord" && IsRecord(form) ? RecordDefinitions(form) : [];
    }

    private static bool IsRecord(GroupDatum form) => form.Items.Length >= 2 && form.Items.All(item => item is NameDatum);

    private static IEnumerable<Definition> RecordDefinitions(GroupDatum form)
    {
        string name = ((NameDatum)form.Items[1]).Name;
        int count = form.Items.Length - 2;
        yield return Of(RecordRoleKind.Make, count, "") with { RecordFields = count };
        yield return Of(RecordRoleKind.Is, 0, "");
        for (int i = 0; i < count; i++) yield return Of(RecordRoleKind.Get, i, ((NameDatum)form.Items[2 + i]).Name);
        for (int i = 0; i < count; i++) yield return Of(RecordRoleKind.Set, i, ((NameDatum)form.Items[2 + i]).Name);

        Definition Of(RecordRoleKind kind, int index, string field)
        {
            var role = new RecordRole(kind, index);
            return new Definition(role.FunctionName(name, field), role);
        }
    }

    private void DeclareInBody(Definition definition, ImmutableArray<Variable>.Builder declared)
    {
        Variable? variable = _scope.FindInnermost(definition.Name);
        if (variable is not null) variable.IsAssigned = true;
        else declared.Add(variable = _scope.Declare(definition.Name));
        (variable.Role, variable.RecordFields) = (definition.Role, definition.RecordFields);
    }

    private Node DefineRecord(GroupDatum form)
    {
        if (!IsRecord(form)) return BadForm(form, "(defrecord Name field…)");
        var name = (NameDatum)form.Items[1];
        NameDatum[] fields = [.. form.Items.Skip(2).Cast<NameDatum>()];
        if (!CanDefineRecord(name, fields)) return Nil();
        var names = ImmutableArray.Create<Constant>([new Constant.Symbol(name.Name), .. fields.Select(field => new Constant.Symbol(field.Name))]);
        var type = new Variable(name.Name);
        var nodes = ImmutableArray.CreateBuilder<Node>();
        foreach (Definition definition in RecordDefinitions(form))
        {
            type.UseCount++;
            var function = new RecordFunctionNode(_at, new LocalNode(_at, type), definition.Role!.Value);
            nodes.Add(_scope.IsTopLevel
                ? new DefineNode(_at, null, FileGlobal(definition.Name), function)
                : new DefineNode(_at, _scope.FindInnermost(definition.Name)!, null, function));
        }
        return new LetNode(_at, [new Binding(type, new RecordTypeNode(_at, new Constant.List(names)))], new SequenceNode(_at, nodes.ToImmutable()));
    }

    private bool CanDefineRecord(NameDatum name, NameDatum[] fields)
    {
        if (!IsBindable(name)) return false;
        Message? problem = Types.IsAnnotation(name.Name) ? Messages.RecordNameOfType : null;
        NameDatum culprit = name;
        for (int i = 0; i < fields.Length && problem is null; i++)
        {
            culprit = fields[i];
            if (fields[i].Name.Contains(':')) problem = Messages.EffectBinding;
            else if (fields.AsSpan(0, i).ToArray().Any(other => other.Name == culprit.Name)) problem = Messages.DuplicateField;
        }
        if (problem is null && fields.Length > ArgumentsMax) (problem, culprit) = (Messages.TooManyArguments, fields[ArgumentsMax]);
        if (problem is not null) _diagnostics.Report(problem, culprit.Position, problem == Messages.TooManyArguments ? [fields.Length, ArgumentsMax] : [culprit.Name]);
        return problem is null;
    }
}
