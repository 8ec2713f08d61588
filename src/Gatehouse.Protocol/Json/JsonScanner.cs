using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Gatehouse.Protocol.Json;

/// <summary>One pass over valid UTF-8 that checks the grammar of RFC 8259, a method for each production.</summary>
internal ref struct JsonScanner : IDisposable
{
    private static readonly SearchValues<byte> _endOfPlainText = SearchValues.Create([
        .. Enumerable.Range(0, 0x20).Select(static value => (byte)value),
        (byte)'"',
        (byte)'\\',
    ]);

    private static readonly SearchValues<byte> _hexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    private readonly ReadOnlySpan<byte> _text;
    private JsonName[] _names = [];
    private int _nameCount;
    private int _position;
    private JsonFault _fault;

    public JsonScanner(ReadOnlySpan<byte> text) => _text = text;

    public void Dispose()
    {
        if (_names.Length > 0)
        {
            ArrayPool<JsonName>.Shared.Return(_names);
            _names = [];
        }
    }

    public JsonFault Scan()
    {
        SkipSpace();
        if (Value(0))
        {
            SkipSpace();
            if (_position != _text.Length)
            {
                Fail(JsonFaultKind.Syntax);
            }
        }

        return _fault;
    }

    private bool Value(int depth)
    {
        if (_position == _text.Length)
        {
            return Fail(JsonFaultKind.Syntax);
        }

        return _text[_position] switch
        {
            (byte)'{' => Object(depth + 1),
            (byte)'[' => Array(depth + 1),
            (byte)'"' => String(out _),
            (byte)'t' => Literal("true"u8),
            (byte)'f' => Literal("false"u8),
            (byte)'n' => Literal("null"u8),
            _ => Number(),
        };
    }

    private bool Object(int depth)
    {
        if (depth > StrictJson.MaxDepth)
        {
            return Fail(JsonFaultKind.TooDeep);
        }

        _position++;
        SkipSpace();
        if (Take((byte)'}'))
        {
            return true;
        }

        var firstName = _nameCount;
        do
        {
            SkipSpace();
            if (!Member(firstName, depth))
            {
                return false;
            }

            SkipSpace();
        } while (Take((byte)','));
        _nameCount = firstName;
        return Take((byte)'}') || Fail(JsonFaultKind.Syntax);
    }

    private bool Member(int firstName, int depth)
    {
        var start = _position + 1;
        if (_position == _text.Length || _text[_position] != '"')
        {
            return Fail(JsonFaultKind.Syntax);
        }

        if (!String(out var escaped) || !AddName(firstName, start, _position - 1 - start, escaped))
        {
            return false;
        }

        SkipSpace();
        if (!Take((byte)':'))
        {
            return Fail(JsonFaultKind.Syntax);
        }

        SkipSpace();
        return Value(depth);
    }

    private bool Array(int depth)
    {
        if (depth > StrictJson.MaxDepth)
        {
            return Fail(JsonFaultKind.TooDeep);
        }

        _position++;
        SkipSpace();
        if (Take((byte)']'))
        {
            return true;
        }

        do
        {
            SkipSpace();
            if (!Value(depth))
            {
                return false;
            }

            SkipSpace();
        } while (Take((byte)','));
        return Take((byte)']') || Fail(JsonFaultKind.Syntax);
    }

    private bool String(out bool escaped)
    {
        escaped = false;
        _position++;
        while (true)
        {
            var plain = _text[_position..].IndexOfAny(_endOfPlainText);
            if (plain < 0)
            {
                _position = _text.Length;
                return Fail(JsonFaultKind.Syntax);
            }

            _position += plain;
            if (Take((byte)'"'))
            {
                return true;
            }

            escaped = true;
            if (!Take((byte)'\\'))
            {
                return Fail(JsonFaultKind.Syntax);
            }

            if (!Escape())
            {
                return false;
            }
        }
    }

    private bool Escape()
    {
        if (_position == _text.Length)
        {
            return Fail(JsonFaultKind.Syntax);
        }

        if (_text[_position] != 'u')
        {
            return "\"\\/bfnrt"u8.Contains(_text[_position++]) || Fail(JsonFaultKind.Syntax);
        }

        if (!CodeUnit(out var unit))
        {
            return Fail(JsonFaultKind.Syntax);
        }

        if (!char.IsSurrogate(unit))
        {
            return true;
        }

        var paired =
            char.IsHighSurrogate(unit)
            && Take((byte)'\\')
            && _position < _text.Length
            && CodeUnit(out var low)
            && char.IsLowSurrogate(low);
        return paired || Fail(JsonFaultKind.LoneSurrogate);
    }

    private bool CodeUnit(out char unit)
    {
        unit = default;
        var digits = _text[_position..];
        if (digits.Length < 5 || digits[0] != 'u')
        {
            return false;
        }

        if (
            digits[1..5].ContainsAnyExcept(_hexDigits)
            || !ushort.TryParse(
                digits[1..5],
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var value
            )
        )
        {
            return false;
        }

        unit = (char)value;
        _position += 5;
        return true;
    }

    private bool Number()
    {
        Take((byte)'-');
        if (!Take((byte)'0') && !Digits())
        {
            return Fail(JsonFaultKind.Syntax);
        }

        if (Take((byte)'.') && !Digits())
        {
            return Fail(JsonFaultKind.Syntax);
        }

        if (Take((byte)'e') || Take((byte)'E'))
        {
            if (!Take((byte)'+'))
            {
                Take((byte)'-');
            }

            return Digits() || Fail(JsonFaultKind.Syntax);
        }

        return true;
    }

    private bool Digits()
    {
        var start = _position;
        while (_position < _text.Length && char.IsAsciiDigit((char)_text[_position]))
        {
            _position++;
        }

        return _position > start;
    }

    private bool Literal(ReadOnlySpan<byte> word)
    {
        if (!_text[_position..].StartsWith(word))
        {
            return Fail(JsonFaultKind.Syntax);
        }

        _position += word.Length;
        return true;
    }

    private bool AddName(int firstName, int start, int length, bool escaped)
    {
        if (_nameCount - firstName == StrictJson.MaxMembers)
        {
            return Fail(JsonFaultKind.TooManyMembers);
        }

        var name = Plain(start, length, escaped);
        var hash = new HashCode();
        hash.AddBytes(name);
        var code = hash.ToHashCode();
        foreach (var seen in _names.AsSpan(firstName, _nameCount - firstName))
        {
            if (seen.Hash == code && Plain(seen.Start, seen.Length, seen.Escaped).SequenceEqual(name))
            {
                return Fail(JsonFaultKind.DuplicateMember);
            }
        }

        if (_nameCount == _names.Length)
        {
            GrowNames();
        }

        _names[_nameCount++] = new JsonName(start, length, code, escaped);
        return true;
    }

    private void GrowNames()
    {
        var larger = ArrayPool<JsonName>.Shared.Rent(Math.Max(16, _names.Length * 2));
        _names.AsSpan(0, _nameCount).CopyTo(larger);
        Dispose();
        _names = larger;
    }

    /// <summary>The name's text once escapes are undone; only an escaped name costs a copy.</summary>
    private readonly ReadOnlySpan<byte> Plain(int start, int length, bool escaped)
    {
        if (!escaped)
        {
            return _text.Slice(start, length);
        }

        var reader = new Utf8JsonReader(_text.Slice(start - 1, length + 2));
        reader.Read();
        var buffer = new byte[length];
        return buffer.AsSpan(0, reader.CopyString(buffer));
    }

    private void SkipSpace()
    {
        while (_position < _text.Length && _text[_position] is 0x20 or 0x09 or 0x0d or 0x0a)
        {
            _position++;
        }
    }

    private bool Take(byte expected)
    {
        if (_position == _text.Length || _text[_position] != expected)
        {
            return false;
        }

        _position++;
        return true;
    }

    private bool Fail(JsonFaultKind kind)
    {
        if (_fault.Kind == JsonFaultKind.None)
        {
            _fault = new JsonFault(kind, _position);
        }

        return false;
    }
}
