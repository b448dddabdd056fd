using System.Text;

namespace ClaudeLang.CSharp.Programs;

/// <summary>Strings and tables: a text of n JSON objects is parsed by recursive descent into lists, dictionaries, strings, integers and booleans; a sum over all of it.</summary>
public static class Json
{
    private sealed class Reader(string text)
    {
        private int _at;

        public object Value()
        {
            char c = text[_at];
            switch (c)
            {
                case '{': return Object();
                case '[': return Array();
                case '"': return String();
                case 't': _at += 4; return true;
                case 'f': _at += 5; return false;
                default: return Number();
            }
        }

        private object Number()
        {
            long value = 0;
            while (text[_at] is >= '0' and <= '9') value = (value * 10) + (text[_at++] - '0');
            return value;
        }

        private string String()
        {
            int start = ++_at;
            while (text[_at] != '"') _at++;
            _at++;
            return text[start..(_at - 1)];
        }

        private List<object> Array()
        {
            var items = new List<object>();
            while (text[_at] != ']')
            {
                _at++;
                items.Add(Value());
            }
            _at++;
            return items;
        }

        private Dictionary<string, object> Object()
        {
            var members = new Dictionary<string, object>();
            while (text[_at] != '}')
            {
                _at++;
                string key = String();
                _at++;
                members[key] = Value();
            }
            _at++;
            return members;
        }
    }

    public static long Run(int n) => Total(new Reader(MakeText(n)).Value());

    private static string MakeText(int n)
    {
        var b = new StringBuilder("[");
        for (int i = 0; i < n; i++)
        {
            if (i > 0) b.Append(',');
            b.Append("{\"id\":").Append(i).Append(",\"name\":\"item ").Append(i).Append("\",\"tags\":[\"red\",\"green\"],\"ok\":");
            b.Append(i % 3 == 0 ? "true" : "false").Append(",\"size\":").Append(i * 7).Append('}');
        }
        return b.Append(']').ToString();
    }

    private static long Total(object value)
    {
        switch (value)
        {
            case long number: return number;
            case string text: return text.Length;
            case bool flag: return flag ? 1 : 0;
            case List<object> items:
                long sum = 0;
                foreach (object item in items) sum += Total(item);
                return sum;
            default:
                long all = 0;
                foreach ((string key, object member) in (Dictionary<string, object>)value) all += key.Length + Total(member);
                return all;
        }
    }
}
