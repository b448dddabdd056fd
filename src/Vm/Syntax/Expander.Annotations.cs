using System.Collections.Immutable;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Syntax;

/// <summary>Annotations: `((x : Int)) : Float` in a function's header.</summary>
public sealed partial class Expander
{
    /// <summary>Null for `Any`, which promises nothing, and for a name that stands for no type.</summary>
    private TypeAnnotation? Annotation(NameDatum name)
    {
        if (RecordFieldsOf(name.Name) is not null) return new TypeAnnotation(TypeName(name.Name), Reference(name, _at));
        if (!Types.IsAnnotation(name.Name)) _diagnostics.Report(Messages.UnknownType, name.Position, name.Name);
        else if (name.Name != "Any") return new TypeAnnotation(name.Name, null);
        return null;
    }

    /// <summary>As the module that defines the type calls it.</summary>
    private string TypeName(string name) => _scope.Find(name) is null && _names.Find(name) is null ? name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..] : name;

    // Their names are those of the scope around the function.
    private ImmutableArray<TypeAnnotation?> ParameterAnnotations(ImmutableArray<Datum> parameters, int from) =>
        [.. parameters.Skip(from).TakeWhile(item => item is not NameDatum { Name: "." })
            .Select(item => item is GroupDatum { Items: [NameDatum, NameDatum { Name: ":" }, NameDatum type] } ? Annotation(type) : null)];

    /// <summary>What follows the parameter list: the number of its data that are an annotation, and the type.</summary>
    private (int Count, TypeAnnotation? Type) ResultAnnotation(ReadOnlySpan<Datum> body) =>
        body is [NameDatum { Name: ":" }, NameDatum name, ..] ? (2, Annotation(name)) : (0, null);
}
