using System.Globalization;
using System.Text;
using Gatehouse.Console.Pages;
using QRCoder;

namespace Gatehouse.Console.SecondFactor;

/// <summary>A QR code (ISO/IEC 18004) as a picture within the page: black on white in light and dark, or phones cannot read it.</summary>
internal static class QrPicture
{
    public static HtmlPage QrCode(this HtmlPage page, string text, string name)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;
        var path = new StringBuilder(rows.Count * rows.Count * 4);
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Count; x++)
            {
                if (rows[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        var size = rows.Count.ToString(CultureInfo.InvariantCulture);
        return page.Markup($"<svg class=\"qr\" role=\"img\" viewBox=\"0 0 {size} {size}\" aria-label=\"")
            .Text(name)
            .Markup($"\"><path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/><path fill=\"#000\" d=\"{path}\"/></svg>\n");
    }
}
