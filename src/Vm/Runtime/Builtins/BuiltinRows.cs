namespace ClaudeLang.Vm.Runtime;

/// <summary>THE list of library functions written in C#. Numbers are frozen: add at a free one, never change or reuse one.</summary>
public static unsafe partial class BuiltinTable
{
    private static void AddRows()
    {
        // numbers
        Add(1, "+", 1, -1, &Numbers.Plus);
        Add(2, "-", 1, -1, &Numbers.Minus);
        Add(3, "*", 1, -1, &Numbers.Times);
        Add(4, "/", 1, -1, &Numbers.Divide);
        Add(5, "mod", 2, -1, &Numbers.Mod);
        Add(6, "rem", 2, -1, &Numbers.Rem);
        Add(7, "quotient", 2, -1, &Numbers.Quotient);
        Add(8, "+%", 1, -1, &Numbers.PlusWrap);
        Add(9, "-%", 1, -1, &Numbers.MinusWrap);
        Add(10, "*%", 1, -1, &Numbers.TimesWrap);
        Add(11, "bit-and", 2, -1, &Numbers.BitAnd);
        Add(12, "bit-or", 2, -1, &Numbers.BitOr);
        Add(13, "bit-xor", 2, -1, &Numbers.BitXor);
        Add(14, "bit-not", 1, 1, &Numbers.BitNot);
        Add(15, "shl", 2, -1, &Numbers.Shl);
        Add(16, "shr", 2, -1, &Numbers.Shr);
        Add(17, "ushr", 2, -1, &Numbers.Ushr);
        Add(18, "abs", 1, 1, &Numbers.Abs);
        Add(19, "neg", 1, 1, &Numbers.Neg);
        Add(20, "inc", 1, 1, &Numbers.Inc);
        Add(21, "dec", 1, 1, &Numbers.Dec);
        Add(22, "min", 1, -1, &Numbers.Min);
        Add(23, "max", 1, -1, &Numbers.Max);
        Add(24, "clamp", 3, 3, &Numbers.Clamp);
        Add(25, "floor", 1, 1, &Numbers.Floor);
        Add(26, "ceil", 1, 1, &Numbers.Ceil);
        Add(27, "round", 1, 1, &Numbers.Round);
        Add(28, "trunc", 1, 1, &Numbers.Trunc);
        Add(29, "int", 1, 1, &Numbers.ToInt);
        Add(30, "float", 1, 1, &Numbers.ToFloat);
        Add(31, "sqrt", 1, 1, &Numbers.Sqrt);
        Add(32, "gcd", 0, -1, &Numbers.Gcd);
        Add(33, "lcm", 0, -1, &Numbers.Lcm);
        Add(34, "number?", 1, 1, &Numbers.IsNumber);
        Add(35, "int?", 1, 1, &Numbers.IsInt);
        Add(36, "float?", 1, 1, &Numbers.IsFloat);
        Add(37, "even?", 1, 1, &Numbers.IsEven);
        Add(38, "odd?", 1, 1, &Numbers.IsOdd);
        Add(39, "zero?", 1, 1, &Numbers.IsZero);
        Add(40, "exp", 1, 1, &Transcendental.Exp);
        Add(41, "log", 1, 1, &Transcendental.Log);
        Add(42, "log2", 1, 1, &Transcendental.Log2);
        Add(43, "log10", 1, 1, &Transcendental.Log10);
        Add(44, "sin", 1, 1, &Transcendental.Sin);
        Add(45, "cos", 1, 1, &Transcendental.Cos);
        Add(46, "tan", 1, 1, &Transcendental.Tan);
        Add(47, "asin", 1, 1, &Transcendental.Asin);
        Add(48, "acos", 1, 1, &Transcendental.Acos);
        Add(49, "atan", 1, 1, &Transcendental.Atan);
        Add(50, "atan2", 2, 2, &Transcendental.Atan2);
        Add(51, "pow", 2, 2, &Transcendental.Pow);

        // comparison and identity
        Add(60, "= ==", 1, -1, &Numbers.Eq);
        Add(61, "!=", 2, 2, &Numbers.Ne);
        Add(62, "<", 1, -1, &Numbers.Lt);
        Add(63, "<=", 1, -1, &Numbers.Le);
        Add(64, ">", 1, -1, &Numbers.Gt);
        Add(65, ">=", 1, -1, &Numbers.Ge);
        Add(66, "not", 1, 1, &Numbers.Not);
        Add(67, "xor", 2, 2, &Numbers.Xor);
        Add(68, "bool?", 1, 1, &Numbers.IsBool);
        Add(69, "nil?", 1, 1, &Numbers.IsNil);
        Add(70, "same?", 2, 2, &Numbers.Same);
        Add(71, "type-of", 1, 1, &Numbers.TypeOf);

        // lists and sequences
        Add(100, "list", 0, -1, &Lists.List);
        Add(101, "cons", 2, 2, &Lists.Cons);
        Add(102, "head first car", 1, 1, &Lists.Head);
        Add(103, "tail rest cdr", 1, 1, &Lists.Tail);
        Add(104, "last", 1, 1, &Lists.Last);
        Add(105, "nth", 2, 2, &Lists.Nth);
        Add(106, "get", 2, 3, &Lists.Get);
        Add(107, "length", 1, 1, &Lists.Length);
        Add(108, "empty?", 1, 1, &Lists.IsEmpty);
        Add(109, "list?", 1, 1, &Lists.IsList);
        Add(110, "append", 0, -1, &Lists.Append);
        Add(111, "reverse", 1, 1, &Lists.Reverse);
        Add(112, "take", 2, 2, &Lists.Take);
        Add(113, "drop", 2, 2, &Lists.Drop);
        Add(114, "range", 1, 3, &Lists.Range);
        Add(115, "index-of", 2, 2, &Lists.IndexOf);
        Add(116, "member?", 2, 2, &Lists.IsMember);
        Add(117, "assoc", 2, 2, &Lists.Assoc);
        Add(118, "zip", 1, -1, &Lists.Zip);
        Add(119, "flatten", 1, 1, &Lists.Flatten);

        // vectors
        Add(150, "vector", 0, -1, &Vectors<PlainKind>.Of);
        Add(151, "make-vector", 2, 2, &Vectors<PlainKind>.Make);
        Add(152, "vector-ref", 2, 2, &Vectors<PlainKind>.Ref);
        Add(153, "vector-set!", 3, 3, &Vectors<PlainKind>.Set);
        Add(154, "vector-length", 1, 1, &Vectors<PlainKind>.Length);
        Add(155, "vector->list", 1, 1, &Vectors<PlainKind>.ToList);
        Add(156, "list->vector", 1, 1, &Vectors<PlainKind>.FromList);
        Add(157, "vector-fill!", 2, 2, &Vectors<PlainKind>.Fill);
        Add(158, "vector-copy", 1, 3, &Vectors<PlainKind>.Copy);
        Add(159, "vector-blit!", 5, 5, &Vectors<PlainKind>.Blit);
        Add(160, "vector?", 1, 1, &Vectors<PlainKind>.Is);
        Add(170, "float-vector", 0, -1, &Vectors<FloatKind>.Of);
        Add(171, "make-float-vector", 2, 2, &Vectors<FloatKind>.Make);
        Add(172, "float-vector-ref", 2, 2, &Vectors<FloatKind>.Ref);
        Add(173, "float-vector-set!", 3, 3, &Vectors<FloatKind>.Set);
        Add(174, "float-vector-length", 1, 1, &Vectors<FloatKind>.Length);
        Add(175, "float-vector->list", 1, 1, &Vectors<FloatKind>.ToList);
        Add(176, "list->float-vector", 1, 1, &Vectors<FloatKind>.FromList);
        Add(177, "float-vector-fill!", 2, 2, &Vectors<FloatKind>.Fill);
        Add(178, "float-vector-copy", 1, 3, &Vectors<FloatKind>.Copy);
        Add(179, "float-vector-blit!", 5, 5, &Vectors<FloatKind>.Blit);
        Add(180, "float-vector?", 1, 1, &Vectors<FloatKind>.Is);
        Add(190, "byte-vector", 0, -1, &Vectors<ByteKind>.Of);
        Add(191, "make-byte-vector", 2, 2, &Vectors<ByteKind>.Make);
        Add(192, "byte-vector-ref", 2, 2, &Vectors<ByteKind>.Ref);
        Add(193, "byte-vector-set!", 3, 3, &Vectors<ByteKind>.Set);
        Add(194, "byte-vector-length", 1, 1, &Vectors<ByteKind>.Length);
        Add(195, "byte-vector->list", 1, 1, &Vectors<ByteKind>.ToList);
        Add(196, "list->byte-vector", 1, 1, &Vectors<ByteKind>.FromList);
        Add(197, "byte-vector-fill!", 2, 2, &Vectors<ByteKind>.Fill);
        Add(198, "byte-vector-copy", 1, 3, &Vectors<ByteKind>.Copy);
        Add(199, "byte-vector-blit!", 5, 5, &Vectors<ByteKind>.Blit);
        Add(200, "byte-vector?", 1, 1, &Vectors<ByteKind>.Is);

        // buffers, cells, tuples
        Add(220, "buffer", 0, -1, &Buffers.Of);
        Add(221, "buffer-push!", 2, 2, &Buffers.Push);
        Add(222, "buffer-pop!", 1, 1, &Buffers.Pop);
        Add(223, "buffer-ref", 2, 2, &Buffers.Ref);
        Add(224, "buffer-set!", 3, 3, &Buffers.Set);
        Add(225, "buffer-length", 1, 1, &Buffers.Length);
        Add(226, "buffer-clear!", 1, 1, &Buffers.Clear);
        Add(227, "buffer->list", 1, 1, &Buffers.ToList);
        Add(228, "buffer->vector", 1, 1, &Buffers.ToVector);
        Add(229, "buffer?", 1, 1, &Buffers.Is);
        Add(240, "cell", 1, 1, &Buffers.Cell);
        Add(241, "cell-get", 1, 1, &Buffers.CellGet);
        Add(242, "cell-set!", 2, 2, &Buffers.CellSet);
        Add(243, "cell?", 1, 1, &Buffers.IsCell);
        Add(250, "tuple", 1, -1, &Buffers.Tuple);
        Add(251, "tuple-tag", 1, 1, &Buffers.TupleTag);
        Add(252, "tuple-fields", 1, 1, &Buffers.TupleFields);
        Add(253, "tuple?", 1, 1, &Buffers.IsTuple);

        // strings
        Add(300, "str", 0, -1, &Texts.Str);
        Add(301, "concat", 0, -1, &Texts.Concat);
        Add(302, "string-length", 1, 1, &Texts.Length);
        Add(303, "string-upcase", 1, 1, &Texts.Upcase);
        Add(304, "string-downcase", 1, 1, &Texts.Downcase);
        Add(305, "string-trim", 1, 1, &Texts.Trim);
        Add(306, "substring", 2, 3, &Texts.Substring);
        Add(307, "char-at", 2, 2, &Texts.CharAt);
        Add(308, "code-point", 1, 2, &Texts.CodePoint);
        Add(309, "code-point->string", 1, 1, &Texts.FromCodePoint);
        Add(310, "string-contains?", 2, 2, &Texts.Contains);
        Add(311, "string-index-of", 2, 2, &Texts.IndexOf);
        Add(312, "starts-with?", 2, 2, &Texts.StartsWith);
        Add(313, "ends-with?", 2, 2, &Texts.EndsWith);
        Add(314, "string-split", 2, 2, &Texts.Split);
        Add(315, "string-join", 2, 2, &Texts.Join);
        Add(316, "string-replace", 3, 3, &Texts.Replace);
        Add(317, "string->list", 1, 1, &Texts.ToList);
        Add(318, "list->string", 1, 1, &Texts.FromList);
        Add(319, "string->int", 1, 1, &Texts.ToInt);
        Add(320, "string->float", 1, 1, &Texts.ToFloat);
        Add(321, "int->string", 1, 1, &Texts.FromInt);
        Add(322, "string->bytes", 1, 1, &Texts.ToBytes);
        Add(323, "bytes->string", 1, 1, &Texts.FromBytes);
        Add(324, "symbol", 1, 1, &Texts.Symbol);
        Add(325, "keyword", 1, 1, &Texts.Keyword);
        Add(326, "string?", 1, 1, &Texts.IsString);
        Add(327, "symbol?", 1, 1, &Texts.IsSymbol);
        Add(328, "keyword?", 1, 1, &Texts.IsKeyword);
        Add(329, "string-builder", 0, -1, &StringBuilders.Of);
        Add(330, "string-builder-add!", 1, -1, &StringBuilders.Add);
        Add(331, "string-builder-build", 1, 1, &StringBuilders.Build);
        Add(332, "json-parse", 1, 1, &JsonReader.Parse);
        Add(333, "json-stringify", 1, 1, &JsonWriter.Stringify);

        // dicts, tables, sets
        Add(400, "dict", 0, -1, &MapFunctions.Dict);
        Add(401, "dict-get", 2, 2, &MapFunctions.DictGet);
        Add(402, "dict-get-or", 3, 3, &MapFunctions.DictGetOr);
        Add(403, "dict-set", 3, 3, &MapFunctions.DictSet);
        Add(404, "dict-remove", 2, 2, &MapFunctions.DictRemove);
        Add(405, "dict-has?", 2, 2, &MapFunctions.DictHas);
        Add(406, "dict-keys", 1, 1, &MapFunctions.DictKeys);
        Add(407, "dict-values", 1, 1, &MapFunctions.DictValues);
        Add(408, "dict-items", 1, 1, &MapFunctions.DictItems);
        Add(409, "dict-size", 1, 1, &MapFunctions.DictSize);
        Add(410, "dict-merge", 2, 2, &MapFunctions.DictMerge);
        Add(411, "dict?", 1, 1, &MapFunctions.IsDict);
        Add(420, "make-table", 0, 0, &MapFunctions.MakeTable);
        Add(421, "table-get", 2, 2, &MapFunctions.TableGet);
        Add(422, "table-get-or", 3, 3, &MapFunctions.TableGetOr);
        Add(423, "table-set!", 3, 3, &MapFunctions.TableSet);
        Add(424, "table-remove!", 2, 2, &MapFunctions.TableRemove);
        Add(425, "table-has?", 2, 2, &MapFunctions.TableHas);
        Add(426, "table-keys", 1, 1, &MapFunctions.TableKeys);
        Add(427, "table-values", 1, 1, &MapFunctions.TableValues);
        Add(428, "table-size", 1, 1, &MapFunctions.TableSize);
        Add(429, "table?", 1, 1, &MapFunctions.IsTable);
        Add(430, "unique", 1, 1, &MapFunctions.Unique);
        Add(440, "set", 0, -1, &MapFunctions.Set);
        Add(441, "set-add", 2, 2, &MapFunctions.SetAdd);
        Add(442, "set-remove", 2, 2, &MapFunctions.SetRemove);
        Add(443, "set-has?", 2, 2, &MapFunctions.SetHas);
        Add(444, "set-union", 2, 2, &MapFunctions.SetUnion);
        Add(445, "set-intersection", 2, 2, &MapFunctions.SetIntersection);
        Add(446, "set-difference", 2, 2, &MapFunctions.SetDifference);
        Add(447, "set-size", 1, 1, &MapFunctions.SetSize);
        Add(448, "set->list", 1, 1, &MapFunctions.SetToList);
        Add(449, "set?", 1, 1, &MapFunctions.IsSet);

        // functions
        Add(ApplyNumber, "apply", 2, -1, &Functions.Apply);
        Add(461, "function?", 1, 1, &Functions.IsFunction);
        Add(462, "arity", 1, 1, &Functions.Arity);

        // for the prelude: names that begin with % are not the program's
        Add(500, "%check-function", 3, 3, &Functions.CheckFunction);
        Add(501, "%check-list", 3, 3, &Functions.CheckList);
        Add(502, "%check-lists", 3, 3, &Functions.CheckLists);
        Add(503, "%check-functions", 2, 2, &Functions.CheckFunctions);
        Add(504, "%check-count", 4, 4, &Functions.CheckCount);
        Add(505, "%check-table", 3, 3, &Functions.CheckTable);
        Add(506, "%not-a-list", 2, 2, &Functions.NotAList);
        Add(507, "%reverse!", 1, 1, &Lists.ReverseInPlace);
        Add(508, "%dict-entries", 3, 3, &MapFunctions.DictEntries);
        Add(509, "%table-entries", 3, 3, &MapFunctions.TableEntries);
        Add(510, "%sort", 2, 2, &Sorting.Sort);
        Add(511, "%sort-by-keys", 3, 3, &Sorting.SortByKeys);
        Add(512, "%elements", 2, 2, &Sorting.Elements);
        Add(513, "%store-elements!", 2, 2, &Sorting.StoreElements);
        Add(514, "%state-get", 1, 1, &ProgramState.GetOrNil);
        Add(515, "%state-set", 2, 2, &ProgramState.Set);
        Add(516, "%wrong-count", 4, 4, &Functions.WrongCount);
        Add(517, "%check-vector", 3, 3, &Functions.CheckVector);
        Add(518, "%check-float-vector", 3, 3, &Functions.CheckFloatVector);
        Add(519, "%check-byte-vector", 3, 3, &Functions.CheckByteVector);

        // the record type Error, which every program has
        Add(Records.ErrorNumber, "Error", 3, 3, &ErrorRecords.Make);
        Add(961, "Error?", 1, 1, &ErrorRecords.Is);
        Add(962, "Error-kind", 1, 1, &ErrorRecords.Kind);
        Add(963, "Error-message", 1, 1, &ErrorRecords.Message);
        Add(964, "Error-data", 1, 1, &ErrorRecords.Data);
        Add(965, "set-Error-kind!", 2, 2, &ErrorRecords.SetKind);
        Add(966, "set-Error-message!", 2, 2, &ErrorRecords.SetMessage);
        Add(967, "set-Error-data!", 2, 2, &ErrorRecords.SetData);

        // for the compiler: the name of a special form is no name to call
        Add(540, "dotimes", 1, 1, &Numbers.RoundCount);

        // fibers and control: the execution carries them out, as they may switch or call
        Add(ControlNumbers.Go, "go", 1, 1, null);
        Add(ControlNumbers.Await, "await", 1, 1, null);
        Add(ControlNumbers.Cancel, "cancel!", 1, 1, null);
        Add(ControlNumbers.Channel, "chan", 0, 1, null);
        Add(ControlNumbers.Send, "send!", 2, 2, null);
        Add(ControlNumbers.Receive, "recv!", 1, 1, null);
        Add(ControlNumbers.ReceiveOr, "recv-or!", 2, 2, null);
        Add(ControlNumbers.TrySend, "try-send!", 2, 2, null);
        Add(ControlNumbers.TryReceive, "try-recv!", 1, 1, null);
        Add(ControlNumbers.Close, "close!", 1, 1, null);
        Add(ControlNumbers.Select, "select", 1, -1, null);
        Add(ControlNumbers.Abandon, "abandon", 1, 1, null);
        Add(ControlNumbers.AbandonUnused, "handle", 1, 1, null);
    }
}
