using ClaudeLang.Jit.Build;
using ClaudeLang.Vm.Runtime;
using Xunit;

namespace ClaudeLang.Jit.Tests.Build;

public sealed class BuiltinTests
{
    [Fact]
    public void Each_number_is_the_function_that_it_is_taken_for()
    {
        var names = new Dictionary<Builtin, string>
        {
            [Builtin.Abs] = "abs",
            [Builtin.Min] = "min",
            [Builtin.Max] = "max",
            [Builtin.IsNumber] = "number?",
            [Builtin.IsInt] = "int?",
            [Builtin.IsFloat] = "float?",
            [Builtin.IsBool] = "bool?",
            [Builtin.IsNil] = "nil?",
            [Builtin.IsList] = "list?",
            [Builtin.IsVector] = "vector?",
            [Builtin.IsFloatVector] = "float-vector?",
            [Builtin.IsByteVector] = "byte-vector?",
            [Builtin.IsBuffer] = "buffer?",
            [Builtin.IsCell] = "cell?",
            [Builtin.IsTuple] = "tuple?",
            [Builtin.IsString] = "string?",
            [Builtin.IsSymbol] = "symbol?",
            [Builtin.IsKeyword] = "keyword?",
            [Builtin.IsDict] = "dict?",
            [Builtin.IsTable] = "table?",
            [Builtin.IsSet] = "set?",
            [Builtin.IsFunction] = "function?",
            [Builtin.Vector] = "vector",
            [Builtin.MakeVector] = "make-vector",
            [Builtin.Buffer] = "buffer",
            [Builtin.BufferPush] = "buffer-push!",
            [Builtin.BufferPop] = "buffer-pop!",
            [Builtin.BufferRef] = "buffer-ref",
            [Builtin.BufferSet] = "buffer-set!",
            [Builtin.BufferLength] = "buffer-length",
            [Builtin.StringLength] = "string-length",
            [Builtin.CodePoint] = "code-point",
            [Builtin.Substring] = "substring",
            [Builtin.CharAt] = "char-at",
            [Builtin.CodePointToString] = "code-point->string",
            [Builtin.BuilderAdd] = "string-builder-add!",
            [Builtin.FloatVectorRef] = "float-vector-ref",
            [Builtin.FloatVectorSet] = "float-vector-set!",
            [Builtin.FloatVectorLength] = "float-vector-length",
            [Builtin.ByteVectorRef] = "byte-vector-ref",
            [Builtin.ByteVectorSet] = "byte-vector-set!",
            [Builtin.ByteVectorLength] = "byte-vector-length",
            [Builtin.TableGet] = "table-get",
            [Builtin.TableGetOr] = "table-get-or",
            [Builtin.TableSet] = "table-set!",
            [Builtin.TableHas] = "table-has?",
            [Builtin.CheckFunction] = "%check-function",
            [Builtin.CheckList] = "%check-list",
            [Builtin.CheckTable] = "%check-table",
            [Builtin.DotimesCount] = "dotimes",
        };
        Assert.Equal(names.OrderBy(pair => pair.Key), Enum.GetValues<Builtin>().Select(number => KeyValuePair.Create(number, BuiltinTable.Row((int)number).Name)).OrderBy(pair => pair.Key));
    }
}
