"""Traditional signs as they stand in headings, and the simplified ones that the tables are written in."""

from __future__ import annotations

from typing import Final

_PAIRS: Final = (
    "戶户 類类 號号 編编 碼码 齡龄 機机 電电 話话 聯联 絡络 係系 關关 與与 組组 別别 隊队 鄉乡 鎮镇 區区 縣县 莊庄 門门 樓楼 數数 員员 團团 長长 "
    "問问 題题 標标 詳详 細细 內内 訴诉 訪访 記记 錄录 時时 間间 發发 現现 來来 報报 導导 應应 對对 見见 議议 處处 辦办 結结 決决 實实 況况 狀状 "
    "態态 復复 複复 覆复 錶表 責责 負负 擔担 領领 幹干 單单 稱称 執执 網网 劃划 計计 銷销 註注 備备 說说 簽签 籤签 項项 進进 達达 滿满 隱隐 環环 "
    "節节 經经 營营 濟济 業业 產产 農农 務务 條条 體体 諾诺 確确 認认 審审 閱阅 調调 個个 從从 層层 級级 協协 會会 彙汇 匯汇 總总 點点 離离 無无 "
    "漲涨 種种 過过 這这 還还 開开 氣气 勞劳 動动 傷伤 幫帮 貧贫 緊紧 緩缓 擬拟 據据 擇择 擺摆 選选 質质 資资 費费 財财 貨货 購购 親亲 屬属 歲岁 "
    "嬰婴 學学 習习 歷历 齊齐 專专 職职 證证 書书 屆届 佈布 牽牵 頭头 輔辅 輪轮 轉转 辭辞 遞递 遷迁 運运 遠远 連连 適适 錢钱 鐘钟 閒闲 陣阵 陽阳 "
    "階阶 際际 隨随 險险 雜杂 雙双 難难 雲云 靈灵 靜静 頁页 順顺 須须 預预 顧顾 願愿 飯饭 養养 餘余 驗验 駐驻 駕驾 線线 維维 績绩 繫系 繳缴 續续 "
    "給给 統统 絕绝 納纳 純纯 約约 視视 觀观 覽览 設设 許许 詢询 該该 談谈 請请 論论 講讲 譯译 讀读 變变 讓让 圖图 場场 壓压 塊块 墊垫 聲声 夠够 "
    "婦妇 寫写 將将 尋寻 屜屉 嶺岭 帶带 廠厂 廣广 張张 強强 彈弹 後后 徵征 恆恒 惡恶 愛爱 慮虑 懷怀 戰战 掃扫 採采 換换 損损 搶抢 擴扩 攔拦 敗败 "
    "敘叙 斷断 於于 晝昼 曆历 東东 樣样 權权 歡欢 歸归 殘残 沒没 淨净 溝沟 減减 測测 準准 滯滞 漁渔 潔洁 灑洒 灣湾 為为 烏乌 熱热 爭争 獎奖 獲获 "
    "當当 療疗 監监 盤盘 眾众 衆众 礎础 禮礼 稅税 穩稳 窮穷 築筑 簡简 糧粮 紅红 終终 絲丝 綜综 綠绿 緣缘 罰罚 罷罢 義义 聞闻 肅肃 脫脱 腳脚 興兴 "
    "舉举 舊旧 藝艺 蘇苏 蟲虫 補补 裝装 裡里 裏里 製制 術术 衛卫 衝冲 訊讯 訂订 訓训 託托 評评 診诊 誤误 誰谁 課课 諮咨 謝谢 護护 譽誉 貢贡 販贩 "
    "貫贯 貼贴 賠赔 賣卖 趨趋 踐践 車车 軍军 軟软 較较 載载 逕径 違违 遲迟 邊边 鄰邻 醫医 釋释 針针 鋪铺 錯错 鏈链 閉闭 隻只 鳴鸣 麗丽 龍龙 臺台 "
    "檯台 値值 幾几 眞真 啓启 陳陈 掛挂 檢检 檔档 冊册 參参 規规 紀纪 範范 獨独 積积 萬万 兩两 傳传 優优 師师 帳帐 園园 國国 壞坏 構构 燈灯 災灾 "
    "畝亩 異异 筆笔 糾纠 額额 顯显 黨党 風风 館馆 聽听 輕轻 識识 試试 鑑鉴 羣群 孫孙 兒儿 馬马 蘭兰 爾尔 鮮鲜 僱雇 僕仆 頻频 紛纷 織织 賬账 "
    "饋馈 極极 溫温 棟栋 鉤钩 價价 誌志 謂谓 捲卷 査查 戸户 綫线 鑒鉴 併并 創创 週周 圓圆 畢毕 啟启 擱搁 懸悬 籌筹 兌兑 撥拨 徹彻"
)
_SIMPLIFIED: Final = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})
_TRADITIONAL: Final = frozenset(map(chr, _SIMPLIFIED))


def simplified(text: str) -> str:
    """The text in simplified signs, sign for sign: a place in one is that in the other.

    So are headings compared, and words that sort people found; what people wrote stays as it is.
    """
    if text.isascii() or _TRADITIONAL.isdisjoint(text):
        return text
    return text.translate(_SIMPLIFIED)
