"""The XML of Excel 2003."""

from __future__ import annotations

from tests.workbooks.conftest import read

BOOK = """<?xml version="1.0" encoding="GB2312"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="s1">
<NumberFormat ss:Format="0000"/></Style></Styles><Worksheet ss:Name="一组"><Table>
<Row ss:Index="2"><Cell ss:MergeAcross="1"><Data ss:Type="String">户主</Data></Cell>
<Cell><Data ss:Type="String">户号</Data></Cell></Row>
<Row><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>陈</B>桂生</ss:Data>
<Comment><ss:Data>批注</ss:Data></Comment></Cell>
<Cell ss:Index="3" ss:StyleID="s1"><Data ss:Type="Number">311</Data></Cell>
<Cell><Data ss:Type="DateTime">2019-01-03T00:00:00.000</Data></Cell>
<Cell><Data ss:Type="Error">#REF!</Data></Cell><Cell ss:Formula="=R1C1"/>
<Cell ss:Formula="=2*3"><Data ss:Type="Number">6</Data></Cell></Row>
</Table></Worksheet><Worksheet ss:Name="旧"><Table/><WorksheetOptions
 xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>
</Worksheet></Workbook>"""


def test_the_cells_hold_what_the_sheet_shows() -> None:
    """Places, ranges, days, codes, errors and formulas without a result are read; comments are not."""
    first, second = read(BOOK.encode(), "xml")["sheets"]
    assert first["lines"] == [
        [1, ["户主", "", "户号"]],
        [2, ["陈桂生", "", "0311", "2019-01-03T00:00:00", "#REF!", "=R1C1", 6.0]],
    ]
    assert first["marks"] == [[1, 3, "day"], [1, 4, "error_cell"], [1, 5, "formula"]]
    assert first["blocks"] == [[1, 0, 1, 1]]
    assert (second["name"], second["hidden"]) == ("旧", True)
