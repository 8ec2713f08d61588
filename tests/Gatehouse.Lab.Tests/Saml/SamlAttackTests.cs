using System.Security.Cryptography;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using Gatehouse.Lab.Saml;

namespace Gatehouse.Lab.Tests.Saml;

public class SamlAttackTests
{
    private const string Invalid = "saml.response-invalid";
    private const string Unsigned = "saml.signature-invalid";

    private readonly SamlBench _bench = new();

    /// <summary>Where the true one goes and where the forged one stands, in the shapes that are known by number.</summary>
    public static TheoryData<int, bool> Wrappings { get; } =
        new(Enumerable.Range(1, 8).SelectMany(static shape => new[] { (shape, false), (shape, true) }));

    [Theory]
    [MemberData(nameof(Wrappings))]
    public void Nothing_forged_is_read_in_place_of_what_is_signed(int shape, bool sameId)
    {
        var document = shape <= 2 ? WrapResponse(shape, sameId) : WrapAssertion(shape, sameId);
        Assert.Contains(LabAccount.Bob, document.OuterXml, StringComparison.Ordinal);
        Assert.Equal(Invalid, _bench.Refusal(document));
    }

    [Theory]
    [InlineData(nameof(SamlTamper.None), null)]
    [InlineData(nameof(SamlTamper.Name), Unsigned)]
    [InlineData(nameof(SamlTamper.Unsigned), Unsigned)]
    [InlineData(nameof(SamlTamper.OtherKey), Unsigned)]
    [InlineData(nameof(SamlTamper.Response), Invalid)]
    [InlineData(nameof(SamlTamper.Wrapped), Invalid)]
    public void What_is_ordered_wrong_is_refused(string tamper, string? cause)
    {
        var order = SamlBench.Order with { Tamper = Enum.Parse<SamlTamper>(tamper) };
        var octets = Convert.FromBase64String(_bench.Provider.Write(order));
        Assert.Equal(cause, _bench.Refusal(Encoding.UTF8.GetString(octets)));
    }

    [Fact]
    public void A_key_that_the_message_brings_along_is_not_believed()
    {
        var document = _bench.Provider.Draw(SamlBench.Order);
        using var key = RSA.Create(2048);
        SamlProvider.Sign(SamlBench.AssertionOf(document), key);
        SamlProvider.Sign(document.DocumentElement!, key);
        Assert.Contains("RSAKeyValue", document.OuterXml, StringComparison.Ordinal);
        Assert.Equal(Unsigned, _bench.Refusal(document));
    }

    [Theory]
    [InlineData("<NameID>alice<!-- -->.other.example</NameID>")]
    [InlineData("<NameID>alice<?cut here?>.other.example</NameID>")]
    public void A_name_that_two_readers_read_differently_is_refused(string name)
    {
        var document = _bench.Signed(static drawn => SamlBench.Find(drawn, "NameID").InnerText = "alice.other.example");
        var text = document.OuterXml.Replace(
            "<saml:NameID>alice.other.example</saml:NameID>",
            name.Replace("NameID", "saml:NameID", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.NotEqual(document.OuterXml, text);
        Assert.Equal(Invalid, _bench.Refusal(text));
    }

    [Fact]
    public void A_name_in_two_pieces_of_character_data_is_read_whole()
    {
        var text = _bench
            .Signed(static drawn => SamlBench.Find(drawn, "NameID").InnerText = "alice.other.example")
            .OuterXml.Replace(">alice.other.example<", "><![CDATA[alice]]>.other.example<", StringComparison.Ordinal);
        Assert.Equal("alice.other.example", _bench.Judge(Encoding.UTF8.GetBytes(text), out _)?.User);
    }

    [Fact]
    public void Two_assertions_are_one_too_many_even_where_both_are_signed()
    {
        var document = _bench.Signed();
        var second = SamlBench.AssertionOf(_bench.Signed(order: SamlBench.Order with { User = LabAccount.Bob }));
        document.DocumentElement!.AppendChild(document.ImportNode(second, deep: true));
        Assert.Equal(Invalid, _bench.Refusal(document));
    }

    [Theory]
    [InlineData("urn:oasis:names:tc:SAML:2.0:assertion", "EncryptedAssertion")]
    [InlineData("urn:oasis:names:tc:SAML:1.0:assertion", "Assertion")]
    [InlineData("urn:oasis:names:tc:SAML:2.0:protocol", "Extensions")]
    [InlineData("urn:oasis:names:tc:SAML:2.0:protocol", "Assertion")]
    [InlineData("urn:unknown", "Status")]
    public void Nothing_else_stands_in_a_response(string space, string name)
    {
        var document = _bench.Signed();
        document.DocumentElement!.AppendChild(document.CreateElement("x", name, space));
        Assert.Equal(Invalid, _bench.Refusal(document));
    }

    [Theory]
    [InlineData("ID")]
    [InlineData("Id")]
    [InlineData("id")]
    [InlineData("xml:id")]
    public void An_id_that_is_there_twice_is_refused_however_it_is_written(string attribute)
    {
        var document = _bench.Signed();
        SamlBench.Find(document, "Status").SetAttribute(attribute, SamlBench.AssertionOf(document).GetAttribute("ID"));
        Assert.Equal(Invalid, _bench.Refusal(document));
    }

    [Theory]
    [InlineData("<!DOCTYPE a>")]
    [InlineData("<!DOCTYPE a [<!ENTITY e \"x\">]>")]
    [InlineData("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>")]
    [InlineData("<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/a.dtd\">")]
    [InlineData("<!DOCTYPE a [<!ATTLIST Response ID ID #IMPLIED>]>")]
    public void A_document_type_is_refused(string type) =>
        Assert.Equal(Invalid, _bench.Refusal(type + _bench.Signed().OuterXml));

    [Fact]
    public void A_huge_or_deep_document_is_refused_before_it_is_understood()
    {
        var text = _bench.Signed().OuterXml;
        var deep = string.Concat(Enumerable.Repeat("<a>", 5_000)) + string.Concat(Enumerable.Repeat("</a>", 5_000));
        Assert.Null(_bench.Refusal(text + new string(' ', SamlXml.Longest - text.Length)));
        Assert.Equal(Invalid, _bench.Refusal(text + new string(' ', SamlXml.Longest - text.Length + 1)));
        Assert.Equal(Invalid, _bench.Refusal(deep));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{}")]
    [InlineData("<a")]
    [InlineData("<a/>")]
    [InlineData("<a/><a/>")]
    [InlineData("<a>&e;</a>")]
    [InlineData("<a>&#0;</a>")]
    [InlineData("\u0000")]
    [InlineData("<Response/>")]
    [InlineData("<Response xmlns='urn:oasis:names:tc:SAML:2.0:protocol' Version='2.0'/>")]
    [InlineData("<x:Response/>")]
    public void What_is_no_response_is_refused(string text) => Assert.Equal(Invalid, _bench.Refusal(text));

    [Fact]
    public void What_is_not_utf8_is_refused()
    {
        _bench.Judge([0xff, 0xfe, (byte)'<', 0], out var cause);
        Assert.Equal(Invalid, cause);
    }

    [Fact]
    public void An_older_hash_or_signature_is_not_taken()
    {
        Assert.Equal(
            Unsigned,
            _bench.Refusal(
                _bench.SignedOtherwise(static (_, reference) => reference.DigestMethod = SignedXml.XmlDsigSHA1Url)
            )
        );
        Assert.Equal(
            Unsigned,
            _bench.Refusal(
                _bench.SignedOtherwise(
                    static (signed, _) => signed.SignedInfo!.SignatureMethod = SignedXml.XmlDsigRSASHA1Url
                )
            )
        );
    }

    [Fact]
    public void The_public_key_is_no_secret_that_signs()
    {
        using var key = _bench.Provider.Key();
        using var secret = new HMACSHA256(key.ExportSubjectPublicKeyInfo());
        Assert.Equal(Unsigned, _bench.Refusal(_bench.SignedOtherwise(static (_, _) => { }, secret)));
    }

    [Fact]
    public void Another_canonical_form_is_not_taken()
    {
        Assert.Equal(
            Unsigned,
            _bench.Refusal(
                _bench.SignedOtherwise(
                    static (signed, _) => signed.SignedInfo!.CanonicalizationMethod = SignedXml.XmlDsigC14NTransformUrl
                )
            )
        );
        Assert.Equal(
            Unsigned,
            _bench.Refusal(
                _bench.SignedOtherwise(
                    static (_, reference) =>
                    {
                        reference.TransformChain = new TransformChain();
                        reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
                        reference.AddTransform(new XmlDsigExcC14NTransform(includeComments: true));
                    }
                )
            )
        );
        Assert.Equal(
            Unsigned,
            _bench.Refusal(
                _bench.SignedOtherwise(
                    static (_, reference) =>
                    {
                        reference.TransformChain = new TransformChain();
                        reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
                        reference.AddTransform(new XmlDsigExcC14NTransform("saml"));
                    }
                )
            )
        );
    }

    [Fact]
    public void A_signature_of_the_whole_document_or_of_two_parts_is_not_taken()
    {
        Assert.Equal(Invalid, _bench.Refusal(_bench.SignedOtherwise(static (_, reference) => reference.Uri = "")));
        Assert.Equal(
            Invalid,
            _bench.Refusal(
                _bench.SignedOtherwise(
                    static (signed, reference) =>
                    {
                        var second = new Reference(reference.Uri!) { DigestMethod = SamlNames.Sha256 };
                        second.AddTransform(new XmlDsigEnvelopedSignatureTransform());
                        second.AddTransform(new XmlDsigExcC14NTransform());
                        signed.AddReference(second);
                    }
                )
            )
        );
    }

    [Fact]
    public void A_third_transform_is_not_taken() =>
        Assert.Equal(
            Invalid,
            _bench.Refusal(
                _bench.SignedOtherwise(static (_, reference) => reference.AddTransform(new XmlDsigExcC14NTransform()))
            )
        );

    [Fact]
    public void A_second_digest_value_beside_the_signed_one_is_refused()
    {
        var document = _bench.Signed();
        var digest = SamlBench.Find(document, "DigestValue");
        SamlBench.Find(document, "NameID").InnerText = LabAccount.Bob;
        digest.ParentNode!.InsertBefore(digest.CloneNode(deep: true), digest);
        Assert.Equal(Invalid, _bench.Refusal(document));
    }

    [Fact]
    public void No_octet_can_be_changed_so_that_something_else_is_read()
    {
        var octets = Encoding.UTF8.GetBytes(_bench.Signed().OuterXml);
        var said = _bench.Judge(octets, out _);
        Assert.NotNull(said);
        for (var at = 0; at < octets.Length; at++)
        {
            byte[] flipped = [.. octets];
            flipped[at] ^= 1;

            // What is not signed, such as the id of the response, may well be changed; it tells nothing.
            Assert.Equal(said, _bench.Judge(flipped, out _) ?? said);
            if (at % 5 == 0)
            {
                byte[] cut = [.. octets[..at], .. octets[(at + 1)..]];
                Assert.Equal(said, _bench.Judge(cut, out _) ?? said);
            }
        }
    }

    /// <summary>Shapes 1 and 2: the whole response is signed, and put into or beside a signature in a forged one.</summary>
    private XmlDocument WrapResponse(int shape, bool sameId)
    {
        var document = _bench.Signed();
        var original = document.DocumentElement!;
        using var key = _bench.Provider.Key();
        SamlProvider.Sign(original, key);
        var forged = Forge(original, sameId);
        foreach (var signature in SamlXml.Children(forged, SamlNames.Signature, "Signature"))
        {
            forged.RemoveChild(signature);
        }

        var proof = SamlBench.SignatureOf(original);
        original.RemoveChild(proof);
        document.ReplaceChild(forged, original);
        forged.InsertAfter(proof, forged.FirstChild);
        if (shape == 1)
        {
            Put(proof, original);
        }
        else
        {
            forged.InsertBefore(original, proof);
        }

        return document;
    }

    /// <summary>Shapes 3 to 8: the assertion is signed, and stands beside, in or around a forged one.</summary>
    private XmlDocument WrapAssertion(int shape, bool sameId)
    {
        var document = _bench.Signed();
        var response = document.DocumentElement!;
        var original = SamlBench.AssertionOf(document);
        var proof = SamlBench.SignatureOf(original);
        var forged = Forge(original, sameId);
        forged.RemoveChild(SamlBench.SignatureOf(forged));
        switch (shape)
        {
            case 3:
                response.InsertBefore(forged, original);
                break;
            case 4:
                response.ReplaceChild(forged, original);
                forged.AppendChild(original);
                break;
            case 5:
                original.RemoveChild(proof);
                forged.InsertAfter(proof, forged.FirstChild);
                response.InsertBefore(forged, original);
                break;
            case 6:
                original.RemoveChild(proof);
                response.ReplaceChild(forged, original);
                forged.InsertAfter(proof, forged.FirstChild);
                proof.AppendChild(original);
                break;
            case 7:
                var extensions = document.CreateElement("samlp", "Extensions", SamlNames.Protocol);
                extensions.AppendChild(forged);
                response.InsertBefore(extensions, original);
                break;
            default:
                original.RemoveChild(proof);
                response.ReplaceChild(forged, original);
                forged.InsertAfter(proof, forged.FirstChild);
                Put(proof, original);
                break;
        }

        return document;
    }

    private static XmlElement Forge(XmlElement original, bool sameId)
    {
        var forged = (XmlElement)original.CloneNode(deep: true);
        SamlBench.Find(forged, "NameID").InnerText = LabAccount.Bob;
        if (!sameId)
        {
            forged.SetAttribute("ID", "_forged");
        }

        return forged;
    }

    private static void Put(XmlElement signature, XmlElement element)
    {
        var place = signature.OwnerDocument.CreateElement("Object", SamlNames.Signature);
        place.AppendChild(element);
        signature.AppendChild(place);
    }
}
