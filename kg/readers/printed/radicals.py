"""Radicals → the characters that they look like: ``⼀`` is shown by the same glyph as ``一``, and fonts mix them up."""

from __future__ import annotations

import unicodedata

# CJK Radicals Supplement: those that are characters of their own, which Unicode does not fold by itself.
_SUPPLEMENT = (
    "⺁厂⺂乛⺆冂⺇几⺈⺈⺊卜⺋㔾⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺗㣺⺙攵⺛旡⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺥爫⺩王⺪疋⺫目⺬示⺭礻⺯糹⺰纟⺱罓⺲罒⺳㓁"
    "⺴冈⺵罓⺶羊⺷羊⺹耂⺺肀⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青"
    "⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
_CHARACTERS = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_CHARACTERS["⼾"] = "户"  # folded by Unicode to the older form 戶
_CHARACTERS |= dict(zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True))
RADICALS = str.maketrans(_CHARACTERS)
